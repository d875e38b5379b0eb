import { go } from '../app/router.ts';
import { formatList, t } from '../messages/t.ts';
import { incoming, type TakenIn } from '../state/incoming.ts';
import { useWorkspace } from '../state/workspace.ts';
import { Button } from '../ui/button.tsx';
import { type Shape, StatusMark, type Tone } from '../ui/status-mark.tsx';
import styles from './taken-in.module.css';

const MARKS: Readonly<Record<TakenIn['status'], readonly [Shape, Tone]>> = {
  taken_in: ['check', 'good'],
  nothing_new: ['full', 'info'],
  refused: ['cross', 'bad'],
};

/** What each package added, what could be opened now, and what waits for somebody to decide. */
export function TakenInList({ taken }: { readonly taken: readonly TakenIn[] }) {
  const toResolve = useWorkspace((state) => state.info?.counts.toResolve ?? 0);
  return (
    <>
      <ul>
        {taken.map((one) => {
          const [shape, tone] = MARKS[one.status];
          return (
            <li key={one.file} className={styles.one}>
              <div className={styles.head}>
                <span className={styles.file}>{one.file.split(/[\\/]/).at(-1)}</span>
                <StatusMark shape={shape} tone={tone} label={t(`taken.status.${one.status}`)} />
              </div>
              {one.added.length > 0 && (
                <p>{t('taken.added', { what: formatList(one.added.map(({ what }) => what)) })}</p>
              )}
              {one.openedSeals > 0 && <p>{t('taken.opened', { n: one.openedSeals })}</p>}
              {[...one.notes, ...one.problems.map(({ message }) => message)].map((sentence) => (
                <p key={sentence} className={styles.quiet}>
                  {sentence}
                </p>
              ))}
            </li>
          );
        })}
      </ul>
      {toResolve > 0 && <p className={styles.waits}>{t('taken.toResolve', { n: toResolve })}</p>}
    </>
  );
}

/** Where one goes from here. */
export function TakenInFooter() {
  const toResolve = useWorkspace((state) => state.info?.counts.toResolve ?? 0);
  const leave = (room: 'queue' | 'resolve') => {
    incoming.getState().dismiss();
    go({ room });
  };
  return (
    <>
      <Button onPress={incoming.getState().dismiss}>{t('ui.close')}</Button>
      {toResolve > 0 && <Button onPress={() => leave('resolve')}>{t('taken.openResolve')}</Button>}
      <Button kind="primary" autoFocus onPress={() => leave('queue')}>
        {t('taken.openQueue')}
      </Button>
    </>
  );
}
