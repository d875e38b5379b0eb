import type { ReactNode } from 'react';
import type { ChosenFile } from '../../src/api/bridge.ts';
import { t } from '../messages/t.ts';
import { incoming } from '../state/incoming.ts';
import {
  canTakeIn,
  needsMore,
  opensByPassphrase,
  type PackageArrival,
  type Unopened,
  wayOf,
} from '../state/sort-packages.ts';
import { Button } from '../ui/button.tsx';
import { StatusMark } from '../ui/status-mark.tsx';
import { AdmitForm } from './admit-form.tsx';
import { JoinForm } from './join-form.tsx';
import { OpenOther, OpenTheirs } from './open-other.tsx';
import { PackageView } from './package-view.tsx';
import styles from './packages-preview.module.css';
import { RestoreForm } from './restore-form.tsx';

interface PackagesPreviewProps {
  readonly packages: readonly PackageArrival[];
  readonly unopened: readonly Unopened[];
  readonly others: readonly ChosenFile[];
  readonly chosen: PackageArrival | Unopened | null;
  readonly hasWorkspace: boolean;
}

const LOCKED = 'package.for_somebody_else';

const actions = () => incoming.getState();

/** What came in packages, before anything is taken in; or the one that asks for more than that. */
export function PackagesPreview({ packages, unopened, others, chosen, hasWorkspace }: PackagesPreviewProps) {
  if (chosen !== null) {
    const isOne = packages.length + unopened.length === 1;
    const back = isOne ? actions().dismiss : () => actions().choose(null);
    if (!('preview' in chosen)) return <RestoreForm file={chosen.file} preview={null} onBack={back} />;
    const way = wayOf(chosen.preview);
    if (way === 'join') return <JoinForm arrival={chosen} onBack={back} />;
    if (way === 'admit') return <AdmitForm arrival={chosen} onBack={back} />;
    if (way === 'restore') return <RestoreForm {...chosen} onBack={back} />;
  }
  // In the workspace that was opened they may say more.
  const again = () =>
    void actions().receive([...[...packages, ...unopened].map(({ file }) => file), ...others]);
  const fitting = packages.filter(canTakeIn);
  const [elsewhere] = packages.filter(
    ({ preview }) => !preview.workspace.isOpen && wayOf(preview) !== 'join',
  );
  return (
    <>
      <div className={styles.stack}>
        {packages.map((arrival) => (
          <PackageView
            key={arrival.file.token}
            arrival={arrival}
            isOpen={packages.length === 1}
            actions={<More arrival={arrival} />}
          />
        ))}
        <UnopenedPackages unopened={unopened} />
        {unopened.some(({ problem }) => problem.code === LOCKED) && <OpenTheirs onOpened={again} />}
        {elsewhere !== undefined && (
          <OpenOther workspace={elsewhere.preview.workspace} hasWorkspace={hasWorkspace} onOpened={again} />
        )}
        <Others files={others} />
      </div>
      <div className={styles.actions}>
        {fitting.length === 0 ? (
          <Button kind="primary" autoFocus onPress={actions().dismiss}>
            {t('ui.close')}
          </Button>
        ) : (
          <>
            <Button onPress={actions().dismiss}>{t('ui.cancel')}</Button>
            <Button kind="primary" autoFocus onPress={() => void actions().takeIn()}>
              {fitting.length === packages.length + unopened.length
                ? t('package.takeIn', { n: fitting.length })
                : t('package.takeInSome', { n: fitting.length, all: packages.length + unopened.length })}
            </Button>
          </>
        )}
      </div>
    </>
  );
}

function More({ arrival }: { readonly arrival: PackageArrival }): ReactNode {
  const way = wayOf(arrival.preview);
  if (arrival.preview.acceptance?.isAdmitted) return <p>{t('admit.already')}</p>;
  if (way === 'take_in' || !needsMore(arrival)) return null;
  return (
    <div>
      <Button onPress={() => actions().choose(arrival)}>{t(`package.${way}`)}</Button>
    </div>
  );
}

/** Packages that say nothing of themselves here: changed on the way, or locked for another key or with a passphrase. */
function UnopenedPackages({ unopened }: { readonly unopened: readonly Unopened[] }) {
  return unopened.map((one) => (
    <article key={one.file.token} className={styles.unopened} aria-label={one.file.name}>
      <div className={styles.unopenedHead}>
        <span className={styles.name}>{one.file.name}</span>
        {opensByPassphrase(one) ? (
          <StatusMark shape="seal" tone="info" label={t('package.locked')} />
        ) : (
          <StatusMark shape="cross" tone="bad" label={t('package.broken')} />
        )}
      </div>
      <p>{one.problem.message}</p>
      {opensByPassphrase(one) && (
        <Button onPress={() => actions().choose(one)}>{t('package.restore')}</Button>
      )}
    </article>
  ));
}

/** What came with packages and is none is looked at next. */
export function Others({ files }: { readonly files: readonly ChosenFile[] }) {
  if (files.length === 0) return null;
  return (
    <p className={styles.others}>
      {t('package.others', { n: files.length })}{' '}
      <Button kind="quiet" onPress={() => void actions().receive(files)}>
        {t('package.othersOpen', { n: files.length })}
      </Button>
    </p>
  );
}
