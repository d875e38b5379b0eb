import type { UnitId } from '../../src/domain/ids.ts';
import { t } from '../messages/t.ts';
import { newCommand } from '../state/api.ts';
import { useCommand } from '../state/command.ts';
import { useWorkspace } from '../state/workspace.ts';
import { FailureBanner } from '../ui/banner.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import styles from './unit-guide.module.css';

/** Whether a unit's submissions are marked without knowing whose they are, and the way to change it. */
export function AnonymousMarking({ unit, isOn }: { readonly unit: UnitId; readonly isOn: boolean }) {
  const set = useCommand('units.setAnonymity');
  const maySet = useWorkspace(
    ({ info }) => info?.me.roles.some((role) => role === 'provider' || role === 'moderator') ?? false,
  );
  return (
    <section>
      <h3>{t('anonymity.title')}</h3>
      <Checkbox
        isSelected={isOn}
        isDisabled={!maySet || set.isRunning}
        onChange={(anonymous) => void set.run({ command: newCommand(), unit, anonymous })}
      >
        {t('anonymity.switch')}
      </Checkbox>
      <p className={styles.after}>{t(isOn ? 'anonymity.on' : 'anonymity.off')}</p>
      <p className={styles.quiet}>{t(maySet ? 'anonymity.limits' : 'anonymity.onlySome')}</p>
      {set.error !== undefined && <FailureBanner error={set.error} />}
    </section>
  );
}
