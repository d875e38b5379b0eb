import { ChevronRight, File as FileIcon, Folder, FolderOpen, type LucideIcon } from 'lucide-react';
import { type ReactNode, useMemo, useState } from 'react';
import {
  Button,
  Collection,
  ListLayout,
  Tree,
  TreeItem,
  TreeItemContent,
  type TreeItemContentRenderProps,
  Virtualizer,
} from 'react-aria-components';
import { t } from '../messages/t.ts';
import { classNames } from './class-names.ts';
import styles from './file-tree.module.css';
import { type FileTreeNode, fileTreeNodes, folderIds } from './file-tree-nodes.ts';

export interface TreeFile {
  readonly id: string;
  readonly path: string;
}

interface FileTreeProps<F extends TreeFile> {
  readonly label: string;
  readonly files: readonly F[];
  /** The file that is open. */
  readonly open: string | null;
  readonly onOpen: (file: F) => void;
  readonly iconOf?: (file: F) => LucideIcon;
  /** What a file's name is replaced by, where it is called something better. */
  readonly nameOf?: (file: F) => string;
  /** A word or two after the name. */
  readonly about?: (file: F) => ReactNode;
}

const ROW_PX = 28;
/** From here on one looks for a file by typing. */
const MANY_FILES = 20;
/** Up to here a tree starts unfolded. */
const UNFOLDED_FILES = 300;

/** Files in their folders: arrows move and fold, Enter opens, typing in the field narrows. Only rows in view exist. */
export function FileTree<F extends TreeFile>(props: FileTreeProps<F>) {
  const [wanted, setWanted] = useState('');
  const { files, nameOf } = props;
  const shown = useMemo(() => {
    const word = wanted.trim().toLowerCase();
    if (word === '') return files;
    return files.filter((file) => `${file.path}\n${nameOf?.(file) ?? ''}`.toLowerCase().includes(word));
  }, [files, wanted, nameOf]);
  return (
    <div className={styles.pane}>
      {files.length > MANY_FILES && (
        <input
          type="search"
          className={styles.find}
          aria-label={t('ui.findFile')}
          placeholder={t('ui.findFile')}
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
        />
      )}
      {shown.length === 0 && <p className={styles.none}>{t('ui.noFile')}</p>}
      {/* What is folded belongs to one set of files: a narrowed one starts unfolded. */}
      <Nodes key={shown === files ? 'all' : wanted} {...props} files={shown} />
    </div>
  );
}

function Nodes<F extends TreeFile>(props: FileTreeProps<F>) {
  const { label, files, onOpen } = props;
  const nodes = useMemo(() => fileTreeNodes(files), [files]);
  const byId = useMemo(() => new Map(files.map((file) => [file.id, file])), [files]);
  const [unfolded, setUnfolded] = useState<ReadonlySet<string | number>>(
    () => new Set(files.length <= UNFOLDED_FILES ? folderIds(nodes) : []),
  );
  return (
    <Virtualizer layout={ListLayout} layoutOptions={{ rowHeight: ROW_PX }}>
      <Tree
        aria-label={label}
        className={styles.tree ?? ''}
        items={nodes}
        // Rows are kept by file; these are what else they show.
        dependencies={[props.open, props.about, props.nameOf]}
        expandedKeys={unfolded}
        onExpandedChange={setUnfolded}
        onAction={(key) => {
          const file = byId.get(String(key));
          if (file) onOpen(file);
          else setUnfolded((now) => toggled(now, key));
        }}
      >
        {(node) => <Row node={node} {...props} />}
      </Tree>
    </Virtualizer>
  );
}

function Row<F extends TreeFile>({ node, ...props }: FileTreeProps<F> & { readonly node: FileTreeNode<F> }) {
  if (node.kind === 'folder') {
    return (
      <TreeItem id={node.id} textValue={node.name} className={styles.row ?? ''}>
        <TreeItemContent>
          {(state: TreeItemContentRenderProps) => (
            <>
              <Fold level={state.level} />
              {state.isExpanded ? <FolderOpen aria-hidden /> : <Folder aria-hidden />}
              <span className={styles.name}>{node.name}</span>
            </>
          )}
        </TreeItemContent>
        <Collection items={node.children} dependencies={[props.open, props.about, props.nameOf]}>
          {(child) => <Row node={child} {...props} />}
        </Collection>
      </TreeItem>
    );
  }
  const { file } = node;
  const Icon = props.iconOf?.(file) ?? FileIcon;
  const name = props.nameOf?.(file) ?? node.name;
  const isOpen = props.open === node.id;
  return (
    <TreeItem id={node.id} textValue={name} className={classNames(styles.row, isOpen && styles.open)}>
      <TreeItemContent>
        {(state: TreeItemContentRenderProps) => (
          <>
            <Indent level={state.level} />
            <Icon aria-hidden />
            <span className={styles.name} title={file.path}>
              {name}
              {isOpen && <span className="visually-hidden">{t('ui.isOpen')}</span>}
            </span>
            <span className={styles.about}>{props.about?.(file)}</span>
          </>
        )}
      </TreeItemContent>
    </TreeItem>
  );
}

function Fold({ level }: { readonly level: number }) {
  return (
    <Button
      slot="chevron"
      className={styles.fold ?? ''}
      style={{ marginInlineStart: indentPx(level) }}
      aria-label={t('ui.fold')}
    >
      <ChevronRight aria-hidden />
    </Button>
  );
}

function Indent({ level }: { readonly level: number }) {
  return <span aria-hidden className={styles.fold} style={{ marginInlineStart: indentPx(level) }} />;
}

const indentPx = (level: number) => (level - 1) * 12;

function toggled<T>(set: ReadonlySet<T>, key: T): ReadonlySet<T> {
  const next = new Set(set);
  if (!next.delete(key)) next.add(key);
  return next;
}
