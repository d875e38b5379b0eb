import { type FormEvent, type ReactNode, useState } from 'react';
import type { Output } from '../../src/api/contract.ts';
import { t } from '../messages/t.ts';
import { useCommand } from '../state/command.ts';
import { saveEverything } from '../state/pending-saves.ts';
import { useRead } from '../state/read.ts';
import type { PackagePreview } from '../state/sort-packages.ts';
import { workspace as opened, useWorkspace } from '../state/workspace.ts';
import { Banner, FailureBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import styles from './form.module.css';

type Recent = Output<'workspace.recent'>[number];
const OFFERED = 3;

interface OpenOtherProps {
  /** The one that a package belongs to. */
  readonly workspace: PackagePreview['workspace'];
  readonly hasWorkspace: boolean;
  readonly onOpened: () => void;
}

/** Says which workspace a package belongs to, and opens it where this machine knows it. */
export function OpenOther({ workspace, hasWorkspace, onOpened }: OpenOtherProps) {
  const recent = useRead('workspace.recent', {}).value;
  if (recent === undefined) return null;
  // Several copies of one workspace are told apart by what follows its id.
  const known = recent.filter((one) => one.exists && one.id.split(' ')[0] === workspace.id);
  return (
    <OpenOneOf choices={known.slice(0, OFFERED)} onOpened={onOpened}>
      {t(hasWorkspace ? 'package.other' : 'package.none', { name: workspace.name })}{' '}
      {known.length === 0 && t('package.otherUnknown')}
    </OpenOneOf>
  );
}

/** For a package that is locked: the key may lie in one of the other workspaces of this machine. */
export function OpenTheirs({ onOpened }: { readonly onOpened: () => void }) {
  const recent = useRead('workspace.recent', {}).value;
  const here = useWorkspace((state) => state.info?.id);
  const others = (recent ?? []).filter((one) => one.exists && one.id.split(' ')[0] !== here);
  if (others.length === 0) return null;
  return (
    <OpenOneOf choices={others.slice(0, OFFERED)} onOpened={onOpened}>
      {t('package.openFirst')}
    </OpenOneOf>
  );
}

/** Copies that are called the same are told apart by their folders. */
function nameAmong(one: Recent, choices: readonly Recent[]): string {
  const isOnly = choices.every((other) => other === one || other.name !== one.name);
  return isOnly ? one.name : `${one.name} · ${one.location.split(/[\\/]/).at(-1)}`;
}

interface OpenOneOfProps {
  readonly choices: readonly Recent[];
  readonly onOpened: () => void;
  readonly children: ReactNode;
}

/** Opens another workspace from where one is, with its passphrase where one seals its keys. */
function OpenOneOf({ choices, onOpened, children }: OpenOneOfProps) {
  const open = useCommand('workspace.open');
  const [passphrase, setPassphrase] = useState('');
  const [asked, setAsked] = useState<Recent | null>(null);

  async function run(one: Recent) {
    // Words still under way belong to the workspace that is left.
    await saveEverything();
    const secret = asked?.id === one.id && passphrase !== '' ? { passphrase } : {};
    const result = await open.run({ recent: one.id, ...secret });
    if (!result.ok) {
      if (result.error.code === 'key.passphrase_needed') setAsked(one);
      return;
    }
    opened.getState().opened(result.value);
    onOpened();
  }

  return (
    <form
      className={styles.form}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        if (asked !== null && passphrase !== '') void run(asked);
      }}
    >
      <Banner
        tone="info"
        actions={choices.map((one) => (
          <Button
            key={one.id}
            isDisabled={open.isRunning || (asked?.id === one.id && passphrase === '')}
            onPress={() => void run(one)}
          >
            {t('package.otherOpen', { name: nameAmong(one, choices) })}
          </Button>
        ))}
      >
        {children}
      </Banner>
      {asked !== null && (
        <TextField
          label={t('newWorkspace.passphrase')}
          description={t('passphrase.why')}
          error={passphrase !== '' && !open.isRunning ? open.error?.message : undefined}
          type="password"
          value={passphrase}
          onChange={(value) => {
            open.clear();
            setPassphrase(value);
          }}
          maxLength={1000}
          autoFocus
        />
      )}
      {open.error !== undefined && asked === null && <FailureBanner error={open.error} />}
    </form>
  );
}
