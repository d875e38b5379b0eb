import { ArrowRight, X } from 'lucide-react';
import { go } from '../app/router.ts';
import styles from '../batches/batch-summary.module.css';
import table from '../batches/coverage-table.module.css';
import { formatDate, formatDateTime, t } from '../messages/t.ts';
import { Banner } from '../ui/banner.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { StatusMark } from '../ui/status-mark.tsx';
import { Decisions } from './decisions.tsx';
import { MarkerActions } from './marker-actions.tsx';
import { MarkerMark } from './marker-mark.tsx';
import type { Marker } from './markers.ts';
import { type StandardsOfUnit, useMayDecide } from './may-decide.ts';
import own from './standards.module.css';

export interface MarkerPaneProps {
  readonly standards: StandardsOfUnit;
  readonly marker: Marker;
}

/** One marker of the unit: where they stand and why, how they did, and what can be done next. */
export function MarkerPane({ standards, marker, onBack }: MarkerPaneProps & { readonly onBack: () => void }) {
  const mayDecide = useMayDecide();
  const { name, state, scope, until, because, need, decisions } = marker;
  return (
    <section className={styles.pane} aria-label={t('std.about', { name })}>
      <header>
        <div className={styles.top}>
          <h2 className={styles.title}>{name}</h2>
          <IconButton label={t('std.backToList')} onPress={onBack}>
            <X aria-hidden />
          </IconButton>
        </div>
        <p>
          <MarkerMark marker={marker} />
        </p>
        {state === 'approved' && until !== null && scope !== null && (
          <p className={styles.quiet}>
            {t(`std.approvedFor.${scope}`, { unit: standards.unitCode, until: formatDate(until) })}
          </p>
        )}
        {because !== null && <p>{because}</p>}
      </header>
      {need !== null && (
        <Banner tone={need === 'passed' ? 'info' : 'warn'}>{t(`std.next.${need}`, { name })}</Banner>
      )}
      {mayDecide && <MarkerActions standards={standards} marker={marker} />}
      <Tries standards={standards} marker={marker} />
      <Seeds marker={marker} />
      <BackReading marker={marker} />
      <Decisions unit={standards.unit} decisions={decisions} mayDecide={mayDecide} />
    </section>
  );
}

function Tries({ standards, marker: { tries, isTested } }: MarkerPaneProps) {
  if (tries.length === 0) return isTested ? null : <p className={styles.quiet}>{t('std.notTestedAbout')}</p>;
  return (
    <table className={table.table}>
      <caption className={table.caption}>{t('std.tries')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('std.set.column.set')}</th>
          <th scope="col">{t('std.try.marked')}</th>
          <th scope="col">{t('std.try.within')}</th>
          <th scope="col">{t('std.try.result')}</th>
        </tr>
      </thead>
      <tbody>
        {tries.map(({ set, marked, scripts, within, needed, isPassed }) => (
          <tr key={set}>
            <th scope="row">{standards.sets.find((one) => one.set === set)?.label ?? '–'}</th>
            <td>{t('std.try.ofScripts', { marked, scripts })}</td>
            <td>{t('std.try.withinNeeded', { within, needed })}</td>
            <td>
              {isPassed === null ? (
                <StatusMark shape="half" tone="info" label={t('std.try.open')} />
              ) : isPassed ? (
                <StatusMark shape="check" tone="good" label={t('std.try.passed')} />
              ) : (
                <StatusMark shape="cross" tone="bad" label={t('std.try.failed')} />
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Seeds({ marker: { seedsPassed, seedsFailed, isSecondChance } }: Pick<MarkerPaneProps, 'marker'>) {
  if (seedsPassed + seedsFailed === 0) return null;
  return (
    <section aria-label={t('std.column.seeds')}>
      <h3 className={styles.heading}>{t('std.column.seeds')}</h3>
      <p>
        {t('std.seedsMarked', { n: seedsPassed + seedsFailed, within: seedsPassed, out: seedsFailed })}{' '}
        {isSecondChance && t('std.isSecondChance')}
      </p>
    </section>
  );
}

/** The work to be looked at again, each with the way to it. */
function BackReading({ marker: { backReading } }: Pick<MarkerPaneProps, 'marker'>) {
  if (backReading.length === 0) return null;
  return (
    <section aria-label={t('std.backReading')}>
      <h3 className={styles.heading}>{t('std.backReading')}</h3>
      <p className={styles.quiet}>{t('std.backReadingAbout', { n: backReading.length })}</p>
      <ul className={own.links}>
        {backReading.map(({ submission, learner, at }) => (
          <li key={submission}>
            <Button
              kind="quiet"
              trailing={<ArrowRight aria-hidden />}
              onPress={() => go({ room: 'mark', submission })}
            >
              {learner}
            </Button>{' '}
            <span className={styles.quiet}>{t('std.markedAt', { at: formatDateTime(at) })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
