import { describe, expect, it } from 'vitest';
import {
  type FileTreeNode,
  fileTreeNodes,
  folderIds,
  hasFolders,
} from '../../../renderer/ui/file-tree-nodes.ts';

const files = (...paths: string[]) => paths.map((path, index) => ({ id: `f${index}`, path }));

/** Folders as `name/[…]`, files by name. */
const drawn = <F>(nodes: readonly FileTreeNode<F>[]): string =>
  nodes
    .map((node) => (node.kind === 'file' ? node.name : `${node.name}/[${drawn(node.children)}]`))
    .join(' ');

describe('the tree of files', () => {
  it('leaves out a root that all share, and joins folders that hold only a folder', () => {
    const nodes = fileTreeNodes(
      files(
        'data/site/src/main/app.ts',
        'data/site/src/main/log.ts',
        'data/site/readme.md',
        'data/site/test/a/b/x.ts',
      ),
    );
    expect(drawn(nodes)).toBe('src/main/[app.ts log.ts] test/a/b/[x.ts] readme.md');
    expect(folderIds(nodes)).toEqual(['data/site/src/main/', 'data/site/test/a/b/']);
  });

  it('keeps files of one name in different folders apart, and survives odd paths', () => {
    expect(drawn(fileTreeNodes(files('a/x', 'b/x', '/c//x', 'x')))).toBe('a/[x] b/[x] c/[x] x');
    expect(drawn(fileTreeNodes(files('', '/')))).toBe(' /');
    expect(fileTreeNodes([])).toEqual([]);
  });

  it('has folders worth showing only where one holds several files', () => {
    expect(hasFolders(fileTreeNodes(files('e1/report.pdf', 'e2/photo.jpg')))).toBe(false);
    expect(hasFolders(fileTreeNodes(files('e1/report.pdf', 'e2/a.jpg', 'e2/b.jpg')))).toBe(true);
  });
});
