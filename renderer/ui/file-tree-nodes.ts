/** A folder or a file of a tree; `id` is a path for a folder and the file's own id for a file. */
export type FileTreeNode<F> =
  | {
      readonly kind: 'folder';
      readonly id: string;
      readonly name: string;
      readonly children: readonly FileTreeNode<F>[];
    }
  | { readonly kind: 'file'; readonly id: string; readonly name: string; readonly file: F };

interface Folder<F> {
  readonly folders: Map<string, Folder<F>>;
  readonly files: { readonly name: string; readonly file: F }[];
}

/**
 * Arranges files by the folders of their `/`-separated paths: folders first, then files, each in the order given.
 * A folder that holds nothing but one folder is joined with it (`src/main`); a root that all files share is left out.
 */
export function fileTreeNodes<F extends { readonly id: string; readonly path: string }>(
  files: readonly F[],
): readonly FileTreeNode<F>[] {
  const root: Folder<F> = { folders: new Map(), files: [] };
  for (const file of files) {
    const segments = file.path.split('/').filter((segment) => segment !== '');
    const name = segments.pop() ?? file.path;
    let folder = root;
    for (const segment of segments) {
      let next = folder.folders.get(segment);
      if (!next) {
        next = { folders: new Map(), files: [] };
        folder.folders.set(segment, next);
      }
      folder = next;
    }
    folder.files.push({ name, file });
  }
  let top = root;
  let prefix = '';
  for (let only = onlyFolderOf(top); only; only = onlyFolderOf(top)) {
    prefix = `${prefix}${only[0]}/`;
    top = only[1];
  }
  return nodesOf(top, prefix);
}

/** How many folders of a tree are worth showing: those that hold more than one file. */
export function hasFolders<F>(nodes: readonly FileTreeNode<F>[]): boolean {
  return nodes.some(
    (node) => node.kind === 'folder' && (node.children.length > 1 || hasFolders(node.children)),
  );
}

export function folderIds<F>(nodes: readonly FileTreeNode<F>[]): readonly string[] {
  return nodes.flatMap((node) => (node.kind === 'folder' ? [node.id, ...folderIds(node.children)] : []));
}

function onlyFolderOf<F>(folder: Folder<F>): readonly [string, Folder<F>] | null {
  if (folder.files.length > 0 || folder.folders.size !== 1) return null;
  return [...folder.folders][0] ?? null;
}

function nodesOf<F extends { readonly id: string }>(
  folder: Folder<F>,
  prefix: string,
): readonly FileTreeNode<F>[] {
  const folders = [...folder.folders].map(([segment, child]): FileTreeNode<F> => {
    let name = segment;
    let inner = child;
    for (let only = onlyFolderOf(inner); only; only = onlyFolderOf(inner)) {
      name = `${name}/${only[0]}`;
      inner = only[1];
    }
    const id = `${prefix}${name}/`;
    return { kind: 'folder', id, name, children: nodesOf(inner, id) };
  });
  return [
    ...folders,
    ...folder.files.map(({ name, file }): FileTreeNode<F> => ({ kind: 'file', id: file.id, name, file })),
  ];
}
