import { MailPlus, UserRound, UserRoundPlus } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import type { PersonKey } from '../../src/domain/ids.ts';
import { RememberedSplit } from '../app/remembered-split.tsx';
import { t } from '../messages/t.ts';
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
import { InvitePerson } from './invite-person.tsx';
import styles from './people.module.css';
import { datesOf, type Person, rolesOf, unitsOf } from './person.ts';
import { PersonPane } from './person-pane.tsx';

const keyOf = (row: Person) => row.key;

function columns(codes: ReadonlyMap<string, string>): readonly RowGridColumn<Person>[] {
  return [
    {
      id: 'name',
      header: t('people.column.name'),
      width: 'minmax(160px, 1fr)',
      cell: (row) => (
        <>
          <span className={styles.name}>{row.name}</span>
          {row.isMe && <Badge tone="accent">{t('people.you')}</Badge>}
          {row.trainee && <Badge tone="info">{t('people.trainee')}</Badge>}
        </>
      ),
    },
    {
      id: 'roles',
      header: t('people.column.roles'),
      width: 'minmax(150px, 1.1fr)',
      cell: (row) => (
        <span className={styles.cut}>{row.roles.length === 0 ? t('people.noRole') : rolesOf(row)}</span>
      ),
    },
    {
      id: 'units',
      header: t('people.column.units'),
      width: 'minmax(90px, 0.8fr)',
      cell: (row) => <span className={styles.cut}>{unitsOf(row, codes)}</span>,
    },
    {
      id: 'dates',
      header: t('people.column.dates'),
      width: '170px',
      hideBelow: 740,
      cell: (row) => <span className={styles.quiet}>{datesOf(row)}</span>,
    },
    {
      id: 'words',
      header: t('people.column.words'),
      width: 'minmax(220px, 1.5fr)',
      hideBelow: 1000,
      cell: (row) => (
        <span className={styles.words} title={row.words}>
          {row.words}
        </span>
      ),
    },
    {
      id: 'act',
      header: t('people.column.act'),
      width: '108px',
      cell: (row) => (
        <span className={styles.quiet}>{t(row.isLocal ? 'people.keyHere' : 'people.elsewhere')}</span>
      ),
    },
  ];
}

/** Who may do what, from when until when, and the words by which to know their key. */
export function People({ info }: { readonly info: WorkspaceInfo }) {
  const people = useRead('people.list', {});
  const units = useRead('units.list', {});
  const [chosen, setChosen] = useState<PersonKey | null>(null);
  const [open, setOpen] = useState<'add' | 'invite' | null>(null);
  const rows = people.value;
  const rowAt = useCallback((index: number) => rows?.[index], [rows]);
  const mayAdd = info.me.canSign && info.me.roles.includes('provider');
  const known = units.value ?? [];
  const codes = useMemo(() => new Map(known.map((unit) => [unit.id as string, unit.code])), [known]);
  const shown = useMemo(() => columns(codes), [codes]);
  const found = rows?.findIndex(({ key }) => key === chosen) ?? -1;
  const isAlone = !info.guarded && rows?.length === 1;

  const actions = mayAdd ? (
    <>
      <Button icon={<UserRoundPlus aria-hidden />} onPress={() => setOpen('add')}>
        {t('people.add')}
      </Button>
      <Button kind="primary" icon={<MailPlus aria-hidden />} onPress={() => setOpen('invite')}>
        {t('people.invite')}
      </Button>
    </>
  ) : (
    <span className={styles.quiet}>{t('people.onlyProvider')}</span>
  );
  return (
    <Room title={t('people.title')} about={rows && t('people.count', { n: rows.length })} actions={actions}>
      <div className={styles.room}>
        {isAlone && (
          <div className={styles.note}>
            <Banner tone="info">{t('people.alone')}</Banner>
          </div>
        )}
        <div className={styles.list}>
          <Reading read={people}>
            {(list) =>
              list.length === 0 ? (
                <EmptyState icon={<UserRound aria-hidden />} title={t('people.empty')} actions={actions} />
              ) : (
                <RememberedSplit
                  name="people"
                  panes={[
                    {
                      id: 'people',
                      minSize: 420,
                      content: (
                        <RowGrid
                          label={t('people.title')}
                          columns={shown}
                          count={list.length}
                          rowAt={rowAt}
                          keyOf={keyOf}
                          active={found === -1 ? null : found}
                          onActive={(index) => setChosen(list[index]?.key ?? null)}
                        />
                      ),
                    },
                    {
                      id: 'person',
                      size: 400,
                      minSize: 330,
                      isSteady: true,
                      content: (
                        <PersonPane
                          key={chosen}
                          person={list[found]}
                          info={info}
                          units={known}
                          codes={codes}
                        />
                      ),
                    },
                  ]}
                />
              )
            }
          </Reading>
        </div>
      </div>
      <AddPerson isOpen={open === 'add'} onClose={() => setOpen(null)} units={known} />
      <InvitePerson
        isOpen={open === 'invite'}
        onClose={() => setOpen(null)}
        units={known}
        isFirst={isAlone}
      />
    </Room>
  );
}
