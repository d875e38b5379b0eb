import { SearchX, Upload } from 'lucide-react';
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
import { chooseAndReceive } from '../state/incoming.ts';
import { useMay } from '../state/may.ts';
import { forgetHits, needHits } from '../state/queue-hits.ts';
import { fetchedLast, type QueueEntry, queue } from '../state/queue-windows.ts';
import { type KeptQuestion, lastQuestion, rememberQuestion } from '../state/saved-filters.ts';
import type { WorkspaceInfo } from '../state/workspace.ts';
import { FailureBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { TextField } from '../ui/field.tsx';
import { Room } from '../ui/room.tsx';
import { RowGrid, type RowGridColumn } from '../ui/row-grid.tsx';
import { Select } from '../ui/select.tsx';
import { DemoHint } from './demo-hint.tsx';
import { GroupHeading } from './group-heading.tsx';
import { NothingHandedIn } from './nothing-handed-in.tsx';
import { OwnStanding } from './own-standing.tsx';
import styles from './queue.module.css';
import { QueueBulk } from './queue-bulk.tsx';
import { queueColumns, type Row } from './queue-columns.tsx';
import { QueueFacets } from './queue-facets.tsx';
import { QueueSummary } from './queue-summary.tsx';
import { SavedFilters } from './saved-filters.tsx';
import { useActiveRow } from './use-active-row.ts';

const keyOf = (entry: QueueEntry) => (entry.kind === 'row' ? entry.submission : entry.group.key);
const open = (row: Row) => go({ room: 'mark', submission: row.submission });
const GROUPINGS = ['none', 'learner', 'unit', 'state'] as const;
/** The columns of rows, where headings may stand between them. */
const entryColumns = queueColumns().map(
  (column): RowGridColumn<QueueEntry> => ({
    ...column,
    cell: (entry) => (entry.kind === 'row' ? column.cell(entry) : null),
  }),
);

/** Everything handed in, and where it stands. */
export function Queue({ info }: { readonly info: WorkspaceInfo }) {
  const { question, total, counted, error, windows, rowAt, ask, need, refresh } = useStore(queue);
  const { filter, sort, group, collapsed } = question;
  const [text, setText] = useState(filter.text ?? '');
  const lastMarked = useLastMarked();
  const mayTakeIn = useMay('submission.received');
  // Coming back from marking, one is where one left the list.
  const [active, setActive] = useActiveRow(windows, rowAt, lastMarked);
  /** Ticked rows stay ticked while one looks for others. */
  const [ticked, setTicked] = useState<ReadonlyMap<string, Row>>(new Map());
  const tickedKeys = useMemo(() => new Set(ticked.keys()), [ticked]);
  // What is looked for may be set from the palette.
  const askedText = useRef(filter.text ?? '');
  useEffect(() => {
    if ((filter.text ?? '') === askedText.current) return;
    askedText.current = filter.text ?? '';
    setText(filter.text ?? '');
  }, [filter.text]);
  const searchField = useRef<HTMLInputElement>(null);
  const searchKeys = useShortcutCaps('list.search');
  useShortcut('list.search', () => searchField.current?.focus());

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when somebody comes into the room.
  useEffect(() => {
    const last = queue.getState().total === undefined ? lastQuestion(info) : null;
    if (last === null) refresh();
    else ask({ ...last, collapsed: [] });
    return onChanges(() => {
      forgetHits();
      refresh();
    });
  }, [refresh]);
  useEffect(() => {
    if (total === undefined) return;
    const timer = setTimeout(() => rememberQuestion(info, { filter, sort, group }), 400);
    return () => clearTimeout(timer);
  }, [info, filter, sort, group, total]);

  const show = useCallback(
    (next: QueueFilter, nextSort: QueueSort = sort) => {
      setActive(null);
      ask({ filter: next, sort: nextSort, group, collapsed });
    },
    [ask, sort, group, collapsed, setActive],
  );

  useEffect(() => {
    const wanted = text.trim();
    if (wanted === (filter.text ?? '')) return;
    const timer = setTimeout(() => {
      askedText.current = wanted;
      show({ ...filter, text: wanted === '' ? undefined : wanted });
    }, 120);
    return () => clearTimeout(timer);
  }, [text, filter, show]);

  // The rows change under the grid without its function changing.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `windows` is what `rowAt` reads.
  const rowOf = useCallback((index: number) => rowAt(index), [rowAt, windows]);
  const entry = active === null ? undefined : rowOf(active);
  const selected = entry?.kind === 'row' ? entry : undefined;
  const words = filter.text ?? '';
  const see = useCallback(
    (first: number, last: number) => {
      need(first, last);
      const submissions = [];
      for (let index = first; index <= last; index += 1) {
        const one = rowOf(index);
        if (one?.kind === 'row' && one.found && !one.found.includes('names'))
          submissions.push(one.submission);
      }
      void needHits(words, submissions);
    },
    [need, rowOf, words],
  );
  const groupBy = (by: (typeof GROUPINGS)[number]) => {
    setActive(null);
    ask({ filter, sort, group: by === 'none' ? null : by, collapsed: [] });
  };
  useShortcut('list.group', () =>
    groupBy(GROUPINGS[(GROUPINGS.indexOf(group ?? 'none') + 1) % GROUPINGS.length] ?? 'none'),
  );
  const fold = useCallback(
    (key: string, isFolded: boolean) => {
      const others = collapsed.filter((one) => one !== key);
      ask({ filter, sort, group, collapsed: isFolded ? [...others, key] : others }, true);
    },
    [ask, filter, sort, group, collapsed],
  );
  const headingOf = useCallback(
    (one: QueueEntry) =>
      one.kind === 'group' && group !== null
        ? { content: <GroupHeading group={one.group} by={group} />, isExpanded: !one.group.isCollapsed }
        : null,
    [group],
  );
  const use = ({ filter: next, sort: nextSort, group: nextGroup }: KeptQuestion) => {
    setText(next.text ?? '');
    setActive(null);
    ask({ filter: next, sort: nextSort, group: nextGroup, collapsed: [] });
  };
  const tick = useCallback((entries: readonly QueueEntry[], isTicked: boolean) => {
    setTicked((before) => {
      const next = new Map(before);
      for (const one of entries) {
        if (one.kind !== 'row') continue;
        if (isTicked) next.set(one.submission, one);
        else next.delete(one.submission);
      }
      return next;
    });
  }, []);
  const isFiltered = Object.values(filter).some((value) => value !== undefined && value.length > 0);
  const isEmptyWorkspace = total === 0 && !isFiltered;

  return (
    <Room
      title={t('queue.title')}
      notice={
        <>
          <DemoHint info={info} />
          <OwnStanding key={info.me.key} />
        </>
      }
      about={counted === undefined ? null : t(isFiltered ? 'queue.found' : 'queue.count', { n: counted })}
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
          {!isEmptyWorkspace && (
            <Select
              label={t('queue.group')}
              isLabelHidden
              className={styles.group ?? ''}
              value={group ?? 'none'}
              options={GROUPINGS.map((id) => ({ id, label: t(`queue.group.${id}`) }))}
              onChange={groupBy}
            />
          )}
          {mayTakeIn && (
            <Button
              kind="plain"
              icon={<Upload aria-hidden />}
              onPress={() => void chooseAndReceive('bundles')}
            >
              {t('queue.import')}
            </Button>
          )}
        </>
      }
    >
      {error !== undefined ? (
        <div className={styles.failed}>
          <FailureBanner error={error} actions={<Button onPress={refresh}>{t('ui.retry')}</Button>} />
        </div>
      ) : isEmptyWorkspace ? (
        <NothingHandedIn info={info} />
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
              content: (
                <QueueFacets
                  filter={filter}
                  onFilter={show}
                  lead={<SavedFilters info={info} shown={{ filter, sort, group }} onUse={use} />}
                />
              ),
            },
            {
              id: 'rows',
              minSize: 360,
              content: (
                <div className={styles.rows}>
                  <RowGrid
                    label={t('queue.title')}
                    columns={entryColumns}
                    count={total ?? 0}
                    rowAt={rowOf}
                    keyOf={keyOf}
                    active={active}
                    onActive={setActive}
                    ticked={tickedKeys}
                    onTick={tick}
                    onOpen={(one) =>
                      one.kind === 'row' ? open(one) : fold(one.group.key, !one.group.isCollapsed)
                    }
                    headingOf={headingOf}
                    isGrouped={group !== null}
                    stuckOf={(one) =>
                      group === null || one.group === null
                        ? null
                        : {
                            content: <GroupHeading group={one.group} by={group} />,
                            onPress: () => one.group && fold(one.group.key, !one.group.isCollapsed),
                          }
                    }
                    onFold={(one, isFolded) => one.kind === 'group' && fold(one.group.key, isFolded)}
                    sort={sort}
                    onSort={(next) => {
                      const parsed = QueueSortSchema.safeParse(next);
                      if (parsed.success) show(filter, parsed.data);
                    }}
                    onVisible={see}
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
                  <QueueBulk
                    info={info}
                    rows={fetchedLast(windows, ticked.values())}
                    onClear={() => setTicked(new Map())}
                  />
                </div>
              ),
            },
            {
              id: 'summary',
              size: 276,
              minSize: 230,
              maxSize: 460,
              isSteady: true,
              content: <QueueSummary row={selected} info={info} text={words} onOpen={open} />,
            },
          ]}
        />
      )}
    </Room>
  );
}
