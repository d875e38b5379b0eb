import { UserRound, UserRoundPlus } from 'lucide-react';
import { useCallback, useState } from 'react';
import type { Output } from '../../src/api/contract.ts';
import { formatDate, formatList, t } from '../messages/t.ts';
import { useActAs, useActing } from '../state/act-as.ts';
import { useRead } from '../state/read.ts';
import type { WorkspaceInfo } from '../state/workspace.ts';
import { Badge } from '../ui/badge.tsx';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Reading } from '../ui/reading.tsx';
import { Room } from '../ui/room.tsx';
import { RowGrid, type RowGridColumn } from '../ui/row-grid.tsx';
import { AddPerson } from './add-person.tsx';
import styles from './people.module.css';

type Row = Output<'people.list'>[number];
const keyOf = (row: Row) => row.key;

/** Who may do what, from when until when, and the words by which to know their key. */
export function People({ info }: { readonly info: WorkspaceInfo }) {
  const people = useRead('people.list', {});
  const units = useRead('units.list', {});
  const actAs = useActAs();
  const [active, setActive] = useState<number | null>(null);
  const [isAdding, setIsAdding] = useState(false);
  const { becoming } = useActing();
  const rows = people.value;
  const rowAt = useCallback((index: number) => rows?.[index], [rows]);
  const mayAdd = info.me.canSign && info.me.roles.includes('provider');
  const codes = new Map((units.value ?? []).map((unit) => [unit.id, unit.code]));

  async function become(row: Row) {
    if (!row.isLocal || row.isMe) return;
    await actAs(row.key);
  }

  const columns: readonly RowGridColumn<Row>[] = [
    {
      id: 'name',
      header: t('people.column.name'),
      width: 'minmax(160px, 1fr)',
      cell: (row) => (
        <>
          <span className={styles.name}>{row.name}</span>
          {row.isMe && <Badge tone="accent">{t('people.you')}</Badge>}
        </>
      ),
    },
    {
      id: 'roles',
      header: t('people.column.roles'),
      width: 'minmax(160px, 1.1fr)',
      cell: (row) => (
        <span className={styles.cut}>{formatList(row.roles.map((role) => t(`role.${role}`)))}</span>
      ),
    },
    {
      id: 'units',
      header: t('people.column.units'),
      width: 'minmax(100px, 0.8fr)',
      cell: (row) => (
        <span className={styles.cut}>
          {row.units === 'all' ? t('people.allUnits') : row.units.map((id) => codes.get(id) ?? id).join(', ')}
        </span>
      ),
    },
    {
      id: 'dates',
      header: t('people.column.dates'),
      width: '170px',
      cell: (row) => (
        <span className={styles.quiet}>
          {row.until === null
            ? t('people.since', { from: formatDate(row.from) })
            : t('people.between', { from: formatDate(row.from), until: formatDate(row.until) })}
        </span>
      ),
    },
    {
      id: 'words',
      header: t('people.column.words'),
      width: 'minmax(240px, 1.5fr)',
      cell: (row) => (
        <span className={styles.words} title={row.key}>
          {row.words}
        </span>
      ),
    },
    {
      id: 'act',
      header: t('people.column.act'),
      width: '110px',
      cell: (row) =>
        row.isMe ? null : row.isLocal ? (
          <Button
            kind="quiet"
            className={styles.act}
            isDisabled={becoming !== null}
            onPress={() => void become(row)}
            label={t('palette.actAs', { name: row.name })}
          >
            {t('frame.actAs')}
          </Button>
        ) : (
          <span className={styles.quiet}>{t('people.elsewhere')}</span>
        ),
    },
  ];
  const add = mayAdd ? (
    <Button icon={<UserRoundPlus aria-hidden />} onPress={() => setIsAdding(true)}>
      {t('people.add')}
    </Button>
  ) : (
    <span className={styles.quiet}>{t('people.onlyProvider')}</span>
  );
  return (
    <Room title={t('people.title')} about={rows && t('people.count', { n: rows.length })} actions={add}>
      <div className={styles.room}>
        {!info.guarded && rows?.length === 1 && (
          <div className={styles.note}>
            <Banner tone="info">{t('people.alone')}</Banner>
          </div>
        )}
        <div className={styles.list}>
          <Reading read={people}>
            {(list) =>
              list.length === 0 ? (
                <EmptyState icon={<UserRound aria-hidden />} title={t('people.empty')} actions={add} />
              ) : (
                <RowGrid
                  label={t('people.title')}
                  columns={columns}
                  count={list.length}
                  rowAt={rowAt}
                  keyOf={keyOf}
                  active={active}
                  onActive={setActive}
                  onOpen={(row) => void become(row)}
                />
              )
            }
          </Reading>
        </div>
        <p className={styles.foot}>{t('people.wordsWhy')}</p>
      </div>
      <AddPerson isOpen={isAdding} onClose={() => setIsAdding(false)} units={units.value ?? []} />
    </Room>
  );
}
