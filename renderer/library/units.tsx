import { BookOpen, Upload } from 'lucide-react';
import { useCallback, useState } from 'react';
import type { Output } from '../../src/api/contract.ts';
import { go } from '../app/router.ts';
import { t } from '../messages/t.ts';
import { chooseAndReceive } from '../state/incoming.ts';
import { useMay } from '../state/may.ts';
import { useRead } from '../state/read.ts';
import { AnonymousBadge } from '../ui/anonymous-badge.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Reading } from '../ui/reading.tsx';
import { Room } from '../ui/room.tsx';
import { RowGrid, type RowGridColumn } from '../ui/row-grid.tsx';
import styles from './units.module.css';

type Row = Output<'units.list'>[number];

const columns = (): readonly RowGridColumn<Row>[] => [
  {
    id: 'title',
    header: t('units.column.unit'),
    width: 'minmax(280px, 2fr)',
    cell: (row) => (
      <>
        <span className={styles.code}>{row.code}</span>
        <span className={styles.title}>{row.title}</span>
        {row.anonymous && <AnonymousBadge />}
      </>
    ),
  },
  { id: 'version', header: t('units.column.version'), width: '110px', cell: (row) => row.versionLabel },
  {
    id: 'criteria',
    header: t('units.column.criteria'),
    width: '90px',
    isNumeric: true,
    cell: (row) => row.criteria,
  },
  {
    id: 'submissions',
    header: t('units.column.submissions'),
    width: '120px',
    isNumeric: true,
    cell: (row) => row.submissions,
  },
  {
    id: 'tolerance',
    header: t('units.column.tolerance'),
    width: 'minmax(220px, 1fr)',
    cell: (row) => (
      <span className={styles.quiet}>{t('units.tolerance', { n: row.tolerance.maxLevelGap })}</span>
    ),
  },
];

const keyOf = (row: Row) => row.id;
const open = (row: Row) => go({ room: 'units', unit: row.id });

/** The library of units. */
export function Units() {
  const units = useRead('units.list', {});
  const [active, setActive] = useState<number | null>(null);
  const rows = units.value;
  const rowAt = useCallback((index: number) => rows?.[index], [rows]);
  const mayPublish = useMay('unit.published');
  const importing = mayPublish && (
    <Button icon={<Upload aria-hidden />} onPress={() => void chooseAndReceive('bundles')}>
      {t('units.import')}
    </Button>
  );
  return (
    <Room title={t('units.title')} about={rows && t('units.count', { n: rows.length })} actions={importing}>
      <Reading read={units}>
        {(list) =>
          list.length === 0 ? (
            <EmptyState icon={<BookOpen aria-hidden />} title={t('units.empty')} actions={importing}>
              {t('units.emptyNext')}
            </EmptyState>
          ) : (
            <RowGrid
              label={t('units.title')}
              columns={columns()}
              count={list.length}
              rowAt={rowAt}
              keyOf={keyOf}
              active={active}
              onActive={setActive}
              onOpen={open}
            />
          )
        }
      </Reading>
    </Room>
  );
}
