import { useState } from 'react';
import { formatDate, formatList, t } from '../messages/t.ts';
import { newCommand } from '../state/api.ts';
import { useCommand } from '../state/command.ts';
import { incoming } from '../state/incoming.ts';
import { useRead } from '../state/read.ts';
import type { PackageArrival, PackagePreview } from '../state/sort-packages.ts';
import { Banner, FailureBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { SixWords } from '../ui/six-words.tsx';
import styles from './form.module.css';

interface AdmitFormProps {
  readonly arrival: PackageArrival;
  readonly onBack: () => void;
}

type Acceptance = NonNullable<PackagePreview['acceptance']>;

/** Whoever accepted becomes somebody here, once both have compared the words of the key. */
export function AdmitForm({ arrival: { file, preview }, onBack }: AdmitFormProps) {
  const admit = useCommand('people.admit');
  const people = useRead('people.list', {});
  const [command] = useState(newCommand);
  const [areCompared, setAreCompared] = useState(false);
  const { acceptance } = preview;
  if (acceptance === null) return null;
  const { words, proposed, person, isAdmitted } = acceptance;
  const known = people.value?.find(({ key }) => key === person);
  const name = known?.name ?? proposed?.name ?? preview.from.name;
  const isPossible = !isAdmitted && (proposed !== null || person !== null);

  async function run() {
    const result = await admit.run({ command, file: file.token, words });
    if (result.ok) incoming.getState().show({ kind: 'admitted', person: result.value });
  }

  if (isAdmitted)
    return (
      <div className={styles.form}>
        <Banner tone="info">{t('admit.already')}</Banner>
        <div className={styles.actions}>
          <Button kind="primary" autoFocus onPress={onBack}>
            {t('ui.close')}
          </Button>
        </div>
      </div>
    );
  return (
    <div className={styles.form}>
      <p className={styles.lead}>{t(person === null ? 'admit.accepted' : 'admit.device', { name })}</p>
      {proposed !== null && <Proposal proposed={proposed} />}
      {isPossible ? (
        <>
          <p>{t('admit.read')}</p>
          <SixWords words={words} label={t('admit.words', { name })} />
          <Checkbox isSelected={areCompared} onChange={setAreCompared}>
            {t('admit.compared')}
          </Checkbox>
        </>
      ) : (
        <Banner tone="warn">{t('admit.noProposal')}</Banner>
      )}
      {admit.error !== undefined && <FailureBanner error={admit.error} />}
      <div className={styles.actions}>
        {isPossible && !areCompared && <span className={styles.quiet}>{t('admit.compareFirst')}</span>}
        <Button onPress={onBack}>{t('ui.cancel')}</Button>
        {isPossible && (
          <Button kind="primary" isDisabled={!areCompared || admit.isRunning} onPress={() => void run()}>
            {t(person === null ? 'admit.run' : 'admit.runKey')}
          </Button>
        )}
      </div>
    </div>
  );
}

/** What they were asked to become. */
function Proposal({ proposed }: { readonly proposed: NonNullable<Acceptance['proposed']> }) {
  const units = useRead('units.list', {});
  const codes = new Map((units.value ?? []).map((unit) => [unit.id, unit.code]));
  return (
    <dl className={styles.facts}>
      <dt>{t('admit.roles')}</dt>
      <dd>{formatList(proposed.roles.map((role) => t(`role.${role}`)))}</dd>
      <dt>{t('admit.units')}</dt>
      <dd>
        {proposed.units === 'all'
          ? t('people.allUnits')
          : formatList(proposed.units.map((id) => codes.get(id) ?? id))}
      </dd>
      <dt>{t('admit.until')}</dt>
      <dd>{proposed.until === null ? t('admit.noEnd') : formatDate(proposed.until)}</dd>
      {proposed.trainee && (
        <>
          <dt />
          <dd>{t('admit.trainee')}</dd>
        </>
      )}
    </dl>
  );
}
