import { ArrowLeft } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import type { Output } from '../../src/api/contract.ts';
import type { RecordId, SubmissionId } from '../../src/domain/ids.ts';
import { RememberedSplit } from '../app/remembered-split.tsx';
import { go } from '../app/router.ts';
import { t } from '../messages/t.ts';
import { useRead } from '../state/read.ts';
import { Badge } from '../ui/badge.tsx';
import { IconButton } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ListCount, Listed } from '../ui/listed.tsx';
import { Reading } from '../ui/reading.tsx';
import { Room } from '../ui/room.tsx';
import { RowGrid } from '../ui/row-grid.tsx';
import { SegmentedControl } from '../ui/segmented-control.tsx';
import { BatchActions } from './batch-actions.tsx';
import styles from './batch-room.module.css';
import { BatchSteps } from './batch-steps.tsx';
import { BatchSummary } from './batch-summary.tsx';
import { ExportDossier } from './export-dossier.tsx';
import { memberColumns } from './member-columns.tsx';
import { MemberPane } from './member-pane.tsx';

type Detail = Output<'batches.get'>;
export type Member = Detail['members'][number];

const keyOf = (row: Member) => row.submission;

/** One batch: where it stands, what was drawn and why, what was said of it, and what comes next. */
export function BatchRoom({ batch }: { readonly batch: RecordId }) {
  const read = useRead('batches.get', { batch });
  const detail = read.value;
  return (
    <Room
      lead={
        <IconButton
          label={t('batch.back')}
          onPress={() => go({ room: 'moderate', submission: null, tab: 'batches' })}
        >
          <ArrowLeft aria-hidden />
        </IconButton>
      }
      title={detail?.batch.label ?? t('moderate.tab.batches')}
      about={
        detail && (
          <span className={styles.about}>
            {detail.batch.unitCode} · {t(`batch.mode.${detail.batch.mode}`)}
            {detail.batch.version > 1 && <Badge>{t('batch.version', { n: detail.batch.version })}</Badge>}
          </span>
        )
      }
      actions={
        detail && (
          <>
            {detail.members.length > 0 && <ExportDossier batch={batch} />}
            <BatchActions detail={detail} />
          </>
        )
      }
      notice={detail && <BatchSteps state={detail.batch.state} mode={detail.batch.mode} />}
    >
      <Reading read={read}>{(value) => <Body detail={value} />}</Reading>
    </Room>
  );
}

function Body({ detail }: { readonly detail: Detail }) {
  const [show, setShow] = useState<'sample' | 'all'>('sample');
  const [chosen, setChosen] = useState<SubmissionId | null>(null);
  const isDrawn = detail.draws.length > 0;
  const shown = useMemo(
    () => detail.members.filter(({ why }) => !isDrawn || show === 'all' || why.length > 0),
    [detail, isDrawn, show],
  );
  const rowAt = useCallback((index: number) => shown[index], [shown]);
  const columns = useMemo(() => memberColumns(isDrawn), [isDrawn]);
  const active = shown.findIndex(({ submission }) => submission === chosen);
  if (detail.members.length === 0)
    return <EmptyState title={t('batch.stillOpen')}>{t('batch.stillOpenNext')}</EmptyState>;
  return (
    <RememberedSplit
      name="batch"
      panes={[
        {
          id: 'members',
          minSize: 380,
          content: (
            <Listed
              bar={
                isDrawn ? (
                  <SegmentedControl
                    label={t('results.filter')}
                    value={show}
                    onChange={setShow}
                    options={[
                      { id: 'sample', label: t('batch.show.sample', { n: detail.batch.sampled }) },
                      { id: 'all', label: t('batch.show.all', { n: detail.batch.members }) },
                    ]}
                  />
                ) : (
                  <ListCount>{t('batch.inIt', { n: detail.batch.members })}</ListCount>
                )
              }
            >
              <RowGrid
                label={t('batch.members')}
                columns={columns}
                count={shown.length}
                rowAt={rowAt}
                keyOf={keyOf}
                active={active === -1 ? null : active}
                onActive={(index) => setChosen(shown[index]?.submission ?? null)}
                onOpen={(row) => go({ room: 'mark', submission: row.submission })}
                heightOf={heightOf}
              />
            </Listed>
          ),
        },
        {
          id: 'detail',
          size: '46%',
          minSize: 360,
          isSteady: true,
          content:
            active === -1 ? (
              <BatchSummary detail={detail} />
            ) : (
              <MemberPane
                key={chosen}
                batch={detail.batch}
                member={shown[active]}
                onBack={() => setChosen(null)}
                onSaid={() => setChosen(nextToLookAt(shown, active))}
              />
            ),
        },
      ]}
    />
  );
}

const heightOf = () => 52;

/** The next one drawn that nobody has said anything of; where there is none, one stays. */
function nextToLookAt(shown: readonly Member[], from: number): SubmissionId | null {
  const order = [...shown.slice(from + 1), ...shown.slice(0, from)];
  const next = order.find(({ looked, mayLook }) => looked === null && mayLook.allowed);
  return (next ?? shown[from])?.submission ?? null;
}
