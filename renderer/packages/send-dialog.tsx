import { Send } from 'lucide-react';
import { useState } from 'react';
import { z } from 'zod';
import type { Output } from '../../src/api/contract.ts';
import { PackageKind } from '../../src/api/shapes.ts';
import { PersonKey } from '../../src/domain/ids.ts';
import { go } from '../app/router.ts';
import { formatBytes, formatList, t } from '../messages/t.ts';
import { api } from '../state/api.ts';
import { useCommand } from '../state/command.ts';
import { useRead } from '../state/read.ts';
import { type PackableKind, type SendRequest, sending, useSending } from '../state/sending.ts';
import { useSetting } from '../state/settings.ts';
import type { WorkspaceInfo } from '../state/workspace.ts';
import { Banner, FailureBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { Reading } from '../ui/reading.tsx';
import { Select } from '../ui/select.tsx';
import { BackupLockFields, isLockReady, useBackupLock } from './backup-lock.tsx';
import { firstKind, firstRecipient, kindsFor, needsRecipient } from './send-choices.ts';
import styles from './send-dialog.module.css';

/** Makes a package for somebody: what, for whom, what is in it, and where it is saved. */
export function SendDialog({ info }: { readonly info: WorkspaceInfo }) {
  const request = useSending();
  const people = useRead('people.list', request === null ? null : {});
  const close = sending.getState().close;
  const [isBusy, setIsBusy] = useState(false);
  return (
    <Dialog title={t('send.title')} isOpen={request !== null} onClose={close} isBusy={isBusy}>
      {request !== null && (
        <Reading read={people}>
          {(list) => (
            <SendForm
              info={info}
              request={request}
              people={list.filter(({ isMe }) => !isMe)}
              onBusy={setIsBusy}
              onClose={close}
            />
          )}
        </Reading>
      )}
    </Dialog>
  );
}

interface SendFormProps {
  readonly info: WorkspaceInfo;
  readonly request: SendRequest;
  readonly people: Output<'people.list'>;
  readonly onBusy: (isBusy: boolean) => void;
  readonly onClose: () => void;
}

const NOBODY = 'nobody';
const NOTHING_ALLOCATED = 'package.nothing_allocated';
const LastRecipients = z.partialRecord(PackageKind, PersonKey);

function SendForm({ info, request, people, onBusy, onClose }: SendFormProps) {
  const remembered = `${info.id.slice(-16)}.${info.me.key.slice(-16)}`;
  const [lastKind, rememberKind] = useSetting(`send.kind.${remembered}`, PackageKind.nullable(), null);
  const [lastTo, rememberTo] = useSetting(`send.to.${remembered}`, LastRecipients, {});
  const kinds = kindsFor(info);
  const [kind, setKind] = useState(() =>
    firstKind(
      kinds,
      request,
      people.find(({ key }) => key === request.to),
      kinds.find((one) => one === lastKind) ?? null,
    ),
  );
  const [chosenTo, setChosenTo] = useState<PersonKey | null | undefined>(request.to);
  const to =
    kind === 'backup'
      ? null
      : chosenTo === undefined
        ? firstRecipient(kind, people, request.to, lastTo[kind] ?? null)
        : chosenTo;
  const recipient = people.find(({ key }) => key === to);
  const [isOpenToAll, setIsOpenToAll] = useState(false);
  const [lock, setLock] = useBackupLock();
  const [isOnlyChosen, setIsOnlyChosen] = useState(true);
  const some =
    isOnlyChosen && request.submissions !== undefined && mayChoose(kind) ? request.submissions : null;
  const isReady = recipient !== undefined || !needsRecipient(kind);
  const wanted = { kind, to, ...(some === null ? {} : { submissions: [...some] }) };
  const plan = useRead('exchange.plan', isReady ? wanted : null);
  const pack = useCommand('exchange.pack');
  const [made, setMade] = useState<Output<'exchange.pack'>>();

  async function save(suggestedName: string) {
    const into = await api.bridge.chooseSaveAs(suggestedName);
    if (into === null) return;
    onBusy(true);
    const result = await pack.run({
      ...wanted,
      ...(kind === 'backup'
        ? { encrypt: lock.isLocked, ...(lock.isLocked ? { passphrase: lock.passphrase } : {}) }
        : { encrypt: recipient !== undefined && !isOpenToAll }),
      into: into.token,
    });
    onBusy(false);
    if (!result.ok) return;
    rememberKind(kind);
    if (to !== null) rememberTo({ ...lastTo, [kind]: to });
    setMade(result.value);
  }

  if (pack.isRunning)
    return <ProgressBar progress={pack.progress} label={t('send.packing')} onCancel={pack.cancel} />;
  if (made !== undefined)
    return <Made made={made} kind={kind} to={recipient?.name ?? null} onClose={onClose} />;
  return (
    <div className={styles.form}>
      <div className={styles.choices}>
        <Select
          label={t('send.what')}
          value={kind}
          onChange={setKind}
          options={kinds.map((id) => ({
            id,
            label: t(`send.kind.${id}`),
            description: t(`send.about.${id}`),
          }))}
        />
        {kind !== 'backup' && (
          <Select
            label={t('send.to')}
            placeholder={t('send.toChoose')}
            value={to ?? (needsRecipient(kind) ? null : NOBODY)}
            onChange={(id) => setChosenTo(id === NOBODY ? null : PersonKey.parse(id))}
            options={[
              ...people.map((one) => ({
                id: one.key as string,
                label: one.name,
                description: formatList(one.roles.map((role) => t(`role.${role}`))),
              })),
              ...(needsRecipient(kind) ? [] : [{ id: NOBODY, label: t('send.anybody') }]),
            ]}
          />
        )}
      </div>
      {request.submissions !== undefined && mayChoose(kind) && (
        <Checkbox isSelected={isOnlyChosen} onChange={setIsOnlyChosen}>
          {t('send.onlyChosen', { n: request.submissions.length })}
        </Checkbox>
      )}
      {people.length === 0 && kind !== 'backup' && <Banner tone="info">{t('send.alone')}</Banner>}
      {isReady &&
        (plan.error?.code === NOTHING_ALLOCATED ? (
          <NothingAllocated why={plan.error.message} onClose={onClose} />
        ) : (
          <Reading read={plan}>{(value) => <Plan plan={value} />}</Reading>
        ))}
      {recipient !== undefined ? (
        <Checkbox isSelected={!isOpenToAll} onChange={(isClosed) => setIsOpenToAll(!isClosed)}>
          <span>
            {t('send.encrypt', { name: recipient.name })}
            <span className={styles.quiet}> {t('send.encryptWhy')}</span>
          </span>
        </Checkbox>
      ) : (
        kind !== 'backup' && isReady && <p className={styles.quiet}>{t('send.notEncrypted')}</p>
      )}
      {kind === 'backup' && <BackupLockFields lock={lock} onChange={setLock} />}
      {pack.error !== undefined && <FailureBanner error={pack.error} />}
      <div className={styles.actions}>
        <Button onPress={onClose}>{t('ui.cancel')}</Button>
        <Button
          kind="primary"
          autoFocus
          isDisabled={
            plan.value === undefined ||
            plan.value.holds.length === 0 ||
            (kind === 'backup' && !isLockReady(lock))
          }
          onPress={() => plan.value !== undefined && void save(plan.value.suggestedName)}
        >
          {t('send.save')}
        </Button>
      </div>
    </div>
  );
}

/** There is no work for them yet: that is no failure, but the step before. */
function NothingAllocated({ why, onClose }: { readonly why: string; readonly onClose: () => void }) {
  return (
    <Banner
      tone="info"
      actions={
        <Button
          onPress={() => {
            onClose();
            go({ room: 'queue' });
          }}
        >
          {t('send.toQueue')}
        </Button>
      }
    >
      {why}
    </Banner>
  );
}

/** Kinds in which one may leave submissions out. */
function mayChoose(kind: PackableKind): boolean {
  return kind !== 'workspace' && kind !== 'backup';
}

/** What goes in and what stays out, before anything is made. */
function Plan({ plan }: { readonly plan: Output<'exchange.plan'> }) {
  const parts = plan.holds.map(({ what }) => what);
  return (
    <section className={styles.plan} aria-label={t('send.holds')}>
      <h3>{t('send.holds')}</h3>
      {parts.length === 0 ? (
        <p>{t('send.holdsNothing')}</p>
      ) : (
        <p className={styles.holds}>
          {formatList(parts)}
          {plan.evidenceBytes > 0 && (
            <span className={styles.quiet}>
              {' '}
              · {t('package.evidence', { size: formatBytes(plan.evidenceBytes) })}
            </span>
          )}
        </p>
      )}
      {plan.leavesOut.length > 0 && (
        <>
          <h3>{t('send.leavesOut')}</h3>
          <ul>
            {plan.leavesOut.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

interface MadeProps {
  readonly made: Output<'exchange.pack'>;
  readonly kind: PackableKind;
  readonly to: string | null;
  readonly onClose: () => void;
}

/** Made and saved: what one does with the file now. */
function Made({ made, kind, to, onClose }: MadeProps) {
  return (
    <div className={styles.form}>
      <Banner tone="good">
        {t('send.made', { file: made.name, size: formatBytes(made.sizeBytes) })}{' '}
        {made.encrypted && to !== null && t('send.madeFor', { name: to })}
        {made.encrypted && kind === 'backup' && t('send.madeLocked')}
      </Banner>
      {made.leftOut.map((sentence) => (
        <Banner key={sentence} tone="warn">
          {sentence}
        </Banner>
      ))}
      <p className={styles.next}>
        <Send aria-hidden />
        {kind === 'backup' ? t('send.nextBackup') : t('send.next', { name: to ?? t('send.whoever') })}
      </p>
      {kind !== 'backup' && <p className={styles.quiet}>{t(`send.then.${kind}`)}</p>}
      <div className={styles.actions}>
        <Button kind="primary" autoFocus onPress={onClose}>
          {t('ui.close')}
        </Button>
      </div>
    </div>
  );
}
