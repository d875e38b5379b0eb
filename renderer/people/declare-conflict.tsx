import { type FormEvent, useDeferredValue, useState } from 'react';
import type { Output } from '../../src/api/contract.ts';
import { t } from '../messages/t.ts';
import { newCommand } from '../state/api.ts';
import { useCommand } from '../state/command.ts';
import { useRead } from '../state/read.ts';
import { FailureBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextArea, TextField } from '../ui/field.tsx';
import { ListOfChoices } from '../ui/list-of-choices.tsx';
import styles from './people-form.module.css';
import type { Person } from './person.ts';

interface DeclareConflictProps {
  readonly person: Person;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

type Row = Output<'queue.list'>['rows'][number];
const SHOWN = 8;

/** Says that somebody must not judge a learner's work: they are related, taught them, or work for them. */
export function DeclareConflict({ person, isOpen, onClose }: DeclareConflictProps) {
  return (
    <Dialog title={t('conflict.title')} isOpen={isOpen} onClose={onClose}>
      <DeclareForm person={person} onClose={onClose} />
    </Dialog>
  );
}

function DeclareForm({ person, onClose }: Omit<DeclareConflictProps, 'isOpen'>) {
  const declare = useCommand('people.declareConflict');
  const [command] = useState(newCommand);
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<Row | null>(null);
  const [reason, setReason] = useState('');
  const looked = useDeferredValue(text.trim());
  const found = useRead('queue.list', {
    filter: looked === '' ? {} : { text: looked },
    sort: { by: 'learner', descending: false },
    offset: 0,
    limit: SHOWN,
  });
  const rows = (found.value?.rows ?? []).filter(
    ({ found: where }) => where === undefined || where.includes('names'),
  );

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (chosen === null || reason.trim() === '') return;
    const result = await declare.run({
      command,
      person: person.key,
      submission: chosen.submission,
      reason: reason.trim(),
    });
    if (result.ok) onClose();
  }

  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <p>{t('conflict.about', { name: person.name })}</p>
      <TextField
        label={t('conflict.learner')}
        description={t('conflict.learnerWhy')}
        type="search"
        value={text}
        onChange={setText}
        autoFocus
      />
      <ListOfChoices
        label={t('conflict.found')}
        choices={rows.map((row) => ({
          id: row.submission,
          label: row.learner,
          about: `${row.unitCode} · ${row.title}`,
        }))}
        value={chosen?.submission ?? null}
        onChange={(id) => setChosen(rows.find(({ submission }) => submission === id) ?? null)}
        empty={t('conflict.nobody')}
      />
      <TextArea
        label={t('people.reason')}
        description={t('conflict.reasonWhy')}
        value={reason}
        onChange={setReason}
        maxLength={2000}
        isRequired
      />
      {declare.error !== undefined && <FailureBanner error={declare.error} />}
      <div className={styles.actions}>
        <Button onPress={onClose}>{t('ui.cancel')}</Button>
        <Button
          kind="primary"
          type="submit"
          isDisabled={chosen === null || reason.trim() === '' || declare.isRunning}
        >
          {t('conflict.run')}
        </Button>
      </div>
    </form>
  );
}
