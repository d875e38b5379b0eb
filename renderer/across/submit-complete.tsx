import type { UnitId } from '../../src/domain/ids.ts';
import { go } from '../app/router.ts';
import { t } from '../messages/t.ts';
import { useRead } from '../state/read.ts';
import { useSubmitMany } from '../state/submit-many.ts';
import { FailureBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { Reading } from '../ui/reading.tsx';
import { StatusMark } from '../ui/status-mark.tsx';
import styles from './across.module.css';

/** Hands in every draft of a unit that is complete, and says what the others lack. */
export function SubmitComplete({ unit, onClose }: { readonly unit: UnitId; readonly onClose: () => void }) {
  const read = useRead('across.ready', { unit });
  const { state, run, stop } = useSubmitMany();
  const isRunning = state?.isRunning ?? false;
  const ready = read.value?.ready ?? [];
  return (
    <Dialog
      title={t('across.submitTitle')}
      isOpen
      onClose={onClose}
      isBusy={isRunning}
      footer={
        isRunning ? undefined : (
          <>
            <Button onPress={onClose}>{t(state === null ? 'ui.cancel' : 'ui.close')}</Button>
            {ready.length > 0 && (
              <Button kind="primary" autoFocus onPress={() => void run(ready)}>
                {t('across.submitReady', { n: ready.length })}
              </Button>
            )}
          </>
        )
      }
    >
      {state?.isRunning ? (
        <ProgressBar
          label={t('across.submitting')}
          progress={{ phase: t('across.submitting'), done: state.done, total: state.total }}
          onCancel={stop}
        />
      ) : (
        <div className={styles.submit}>
          {state !== null && state.done > 0 && (
            <StatusMark shape="check" tone="good" label={t('across.done', { n: state.done })} />
          )}
          {state?.failed.map(({ ready: one, error }) => (
            <FailureBanner
              key={one.submission}
              error={{ ...error, message: `${one.learner}: ${error.message}` }}
            />
          ))}
          <Reading read={read}>
            {({ ready: complete, others, more, notBegun }) => (
              <>
                <section>
                  <h3>
                    {complete.length === 0
                      ? t('across.readyNone')
                      : t('across.ready', { n: complete.length })}
                  </h3>
                  <p className={styles.names}>{complete.map(({ learner }) => learner).join(' · ')}</p>
                </section>
                {others.length > 0 && (
                  <section>
                    <h3>{t('across.others', { n: others.length + more })}</h3>
                    <ul
                      className={styles.others}
                      aria-label={t('across.others', { n: others.length + more })}
                    >
                      {others.map(({ submission, learner, missing }) => (
                        <li key={submission}>
                          <button
                            type="button"
                            className={styles.link}
                            onClick={() => go({ room: 'mark', submission })}
                          >
                            {learner}
                          </button>
                          <span className={styles.quiet}>
                            {missing.length <= 2
                              ? missing.join(' ')
                              : t('across.missing', { n: missing.length })}
                          </span>
                        </li>
                      ))}
                    </ul>
                    {more > 0 && <p className={styles.quiet}>{t('across.more', { n: more })}</p>}
                  </section>
                )}
                {notBegun > 0 && <p className={styles.quiet}>{t('across.notBegun', { n: notBegun })}</p>}
              </>
            )}
          </Reading>
        </div>
      )}
    </Dialog>
  );
}
