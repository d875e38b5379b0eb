import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Input, Output } from '../../src/api/contract.ts';
import type { CriterionId, SubmissionId } from '../../src/domain/ids.ts';
import { t } from '../messages/t.ts';
import { newCommand } from '../state/api.ts';
import { useCommand } from '../state/command.ts';
import { useRead } from '../state/read.ts';
import { FailureBanner } from '../ui/banner.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { ChoiceCards } from '../ui/choice-cards.tsx';
import { dayOf, endOfDay } from '../ui/day.ts';
import { DateInput, TextArea } from '../ui/field.tsx';
import { Select } from '../ui/select.tsx';
import styles from './batch-summary.module.css';

interface VerifyFormProps {
  readonly batch: Output<'batches.list'>[number];
  readonly submission: SubmissionId;
  readonly onSaid: () => void;
}

type As = Input<'batches.verify'>['as'];
interface Action {
  readonly criterion: CriterionId | typeof WHOLE;
  readonly text: string;
}

const KINDS = ['agree', 'advice', 'return'] as const;
const WHOLE = 'whole';
const NOTHING: Action = { criterion: WHOLE, text: '' };
const DAYS_TO_ACT = 14;

/** What a verifier says of one item: agree, agree with advice, or return it with what is to be done, and by when. */
export function VerifyForm({ batch, submission, onSaid }: VerifyFormProps) {
  const verify = useCommand('batches.verify');
  const unit = useRead('units.get', { unit: batch.unit });
  const [kind, setKind] = useState<As['kind'] | null>(null);
  const [note, setNote] = useState('');
  const [actions, setActions] = useState<readonly Action[]>([NOTHING]);
  const [due, setDue] = useState(() => dayIn(DAYS_TO_ACT));
  const given = actions.filter(({ text }) => text.trim() !== '');
  const dueAt = endOfDay(due);
  const as = asSaid();

  function asSaid(): As | null {
    switch (kind) {
      case 'agree':
        return { kind };
      case 'advice':
        return note.trim() === '' ? null : { kind, note: note.trim() };
      case 'return':
        return given.length === 0 || dueAt === null
          ? null
          : {
              kind,
              note: note.trim(),
              actions: given.map(({ criterion, text }) => ({
                criterion: criterion === WHOLE ? null : criterion,
                text: text.trim(),
              })),
              due: dueAt,
            };
      default:
        return null;
    }
  }

  async function run() {
    if (as === null) return;
    const done = await verify.run({ command: newCommand(), batch: batch.batch, submission, as });
    if (done.ok) onSaid();
  }

  const change = (place: number, next: Action) =>
    setActions(actions.map((one, index) => (index === place ? next : one)));
  const criteria = [
    { id: WHOLE as typeof WHOLE | CriterionId, label: t('batch.wholeSubmission') },
    ...(unit.value?.unit.criteria ?? []).map(({ id, title }) => ({ id, label: title })),
  ];

  return (
    <section className={styles.form} aria-label={t('batch.yourVerification')}>
      <h3 className={styles.heading}>{t('batch.yourVerification')}</h3>
      <ChoiceCards
        label={t('batch.yourVerification')}
        value={kind}
        onChange={setKind}
        choices={KINDS.map((id) => ({
          id,
          label: t(`batch.verified.${id}`),
          about: t(`batch.verified.${id}About`),
        }))}
      />
      {kind === 'return' && (
        <>
          {actions.map((action, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: an action has no name but its place.
            <div key={place} className={styles.action}>
              <TextArea
                label={t('batch.action', { n: place + 1 })}
                value={action.text}
                onChange={(text) => change(place, { ...action, text })}
                maxLength={4000}
                rows={2}
              />
              <Select
                label={t('statistics.column.criterion')}
                value={action.criterion}
                onChange={(criterion) => change(place, { ...action, criterion })}
                options={criteria}
              />
              {actions.length > 1 && (
                <IconButton
                  label={t('batch.removeAction', { n: place + 1 })}
                  onPress={() => setActions(actions.filter((_, index) => index !== place))}
                >
                  <Trash2 aria-hidden />
                </IconButton>
              )}
            </div>
          ))}
          <div>
            <Button
              kind="quiet"
              icon={<Plus aria-hidden />}
              onPress={() => setActions([...actions, NOTHING])}
            >
              {t('batch.addAction')}
            </Button>
          </div>
          <DateInput label={t('batch.due')} value={due} onChange={setDue} />
        </>
      )}
      {kind !== null && kind !== 'agree' && (
        <TextArea
          label={t(kind === 'advice' ? 'batch.advice' : 'batch.note')}
          value={note}
          onChange={setNote}
          maxLength={20_000}
          isRequired={kind === 'advice'}
        />
      )}
      {verify.error !== undefined && <FailureBanner error={verify.error} />}
      <div className={styles.foot}>
        <Button kind="primary" isDisabled={as === null || verify.isRunning} onPress={() => void run()}>
          {t('batch.record')}
        </Button>
      </div>
    </section>
  );
}

function dayIn(days: number): string {
  const day = new Date();
  day.setDate(day.getDate() + days);
  return dayOf(day.toISOString());
}
