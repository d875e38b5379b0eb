import { FolderUp, Inbox, SearchX, Upload } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { QueueFilter, QueueSort } from '../../src/api/shapes.ts';
import { QueueSort as QueueSortSchema } from '../../src/api/shapes.ts';
import { QueueSwitch } from '../across/queue-switch.tsx';
import { useLastMarked } from '../app/last-marked.ts';
import { RememberedSplit } from '../app/remembered-split.tsx';
import { go } from '../app/router.ts';
import { useShortcutCaps } from '../app/shortcut-keys.tsx';
import { useShortcut } from '../app/shortcuts.ts';
import { t } from '../messages/t.ts';
import { onChanges } from '../state/changes.ts';
import { chooseAndReceive, chooseFolderAndReceive } from '../state/incoming.ts';
import { placeInQueue, queue } from '../state/queue-windows.ts';
import type { WorkspaceInfo } from '../state/workspace.ts';
import { FailureBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { TextField } from '../ui/field.tsx';
import { Room } from '../ui/room.tsx';
import { RowGrid } from '../ui/row-grid.tsx';
import { DemoHint } from './demo-hint.tsx';
import styles from './queue.module.css';
import { queueColumns, type Row } from './queue-columns.tsx';
import { QueueFacets } from './queue-facets.tsx';
import { QueueSummary } from './queue-summary.tsx';

const keyOf = (row: Row) => row.submission;
const open = (row: Row) => go({ room: 'mark', submission: row.submission });

/** Everything handed in, and where it stands. */
export function Queue({ info }: { readonly info: WorkspaceInfo }) {
  const { question, total, error, windows, rowAt, ask, need, refresh } = useStore(queue);
  const { filter, sort } = question;
  const [text, setText] = useState(filter.text ?? '');
  const lastMarked = useLastMarked();
  // Coming back from marking, one is where one left the list.
  const [active, setActive] = useState(() =>
    lastMarked === null ? null : placeInQueue(windows, lastMarked),
  );
  const searchField = useRef<HTMLInputElement>(null);
  const columns = useMemo(() => queueColumns(), []);
  const importKeys = useShortcutCaps('import');
  const searchKeys = useShortcutCaps('list.search');
  useShortcut('list.search', () => searchField.current?.focus());

  useEffect(() => {
    refresh();
    return onChanges(refresh);
  }, [refresh]);

  const show = useCallback(
    (next: QueueFilter, nextSort: QueueSort = sort) => {
      setActive(null);
      ask({ filter: next, sort: nextSort });
    },
    [ask, sort],
  );

  useEffect(() => {
    const wanted = text.trim();
    if (wanted === (filter.text ?? '')) return;
    const timer = setTimeout(() => show({ ...filter, text: wanted === '' ? undefined : wanted }), 120);
    return () => clearTimeout(timer);
  }, [text, filter, show]);

  // The rows change under the grid without its function changing.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `windows` is what `rowAt` reads.
  const rowOf = useCallback((index: number) => rowAt(index), [rowAt, windows]);
  const selected = active === null ? undefined : rowOf(active);
  const isFiltered = Object.values(filter).some((value) => value !== undefined && value.length > 0);
  const isEmptyWorkspace = total === 0 && !isFiltered;

  return (
    <Room
      title={t('queue.title')}
      notice={<DemoHint info={info} />}
      about={total === undefined ? null : t(isFiltered ? 'queue.found' : 'queue.count', { n: total })}
      actions={
        <>
          {!isEmptyWorkspace && (
            <TextField
              label={t('queue.search')}
              isLabelHidden
              type="search"
              placeholder={t('queue.searchHint', { key: searchKeys.join(' ') })}
              value={text}
              onChange={setText}
              inputRef={searchField}
              className={styles.search}
              onKeyDown={(event) => {
                if (event.key === 'Escape') setText('');
              }}
            />
          )}
          {!isEmptyWorkspace && <QueueSwitch by="submission" />}
          <Button kind="plain" icon={<Upload aria-hidden />} onPress={() => void chooseAndReceive('bundles')}>
            {t('queue.import')}
          </Button>
        </>
      }
    >
      {error !== undefined ? (
        <div className={styles.failed}>
          <FailureBanner error={error} actions={<Button onPress={refresh}>{t('ui.retry')}</Button>} />
        </div>
      ) : isEmptyWorkspace ? (
        <EmptyState
          icon={<Inbox aria-hidden />}
          title={t('queue.empty')}
          actions={
            <>
              <Button
                kind="primary"
                icon={<Upload aria-hidden />}
                onPress={() => void chooseAndReceive('bundles')}
              >
                {t('queue.import')}
              </Button>
              <Button icon={<FolderUp aria-hidden />} onPress={() => void chooseFolderAndReceive()}>
                {t('queue.importFolder')}
              </Button>
            </>
          }
        >
          {t('queue.emptyNext', { key: importKeys.join(' ') })}
        </EmptyState>
      ) : (
        <RememberedSplit
          name="queue"
          panes={[
            {
              id: 'facets',
              size: 188,
              minSize: 150,
              maxSize: 320,
              isSteady: true,
              content: <QueueFacets filter={filter} onFilter={show} />,
            },
            {
              id: 'rows',
              minSize: 360,
              content: (
                <RowGrid
                  label={t('queue.title')}
                  columns={columns}
                  count={total ?? 0}
                  rowAt={rowOf}
                  keyOf={keyOf}
                  active={active}
                  onActive={setActive}
                  onOpen={open}
                  sort={sort}
                  onSort={(next) => {
                    const parsed = QueueSortSchema.safeParse(next);
                    if (parsed.success) show(filter, parsed.data);
                  }}
                  onVisible={need}
                  empty={
                    total === undefined ? null : (
                      <EmptyState
                        icon={<SearchX aria-hidden />}
                        title={t('queue.nothing')}
                        actions={
                          <Button
                            onPress={() => {
                              setText('');
                              show({});
                            }}
                          >
                            {t('queue.clear')}
                          </Button>
                        }
                      >
                        {t('queue.nothingNext')}
                      </EmptyState>
                    )
                  }
                />
              ),
            },
            {
              id: 'summary',
              size: 276,
              minSize: 230,
              maxSize: 460,
              isSteady: true,
              content: <QueueSummary row={selected} info={info} onOpen={open} />,
            },
          ]}
        />
      )}
    </Room>
  );
}
