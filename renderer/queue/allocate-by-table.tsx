import { FileDown, FileUp } from 'lucide-react';
import { useState } from 'react';
import type { Output } from '../../src/api/contract.ts';
import { t } from '../messages/t.ts';
import { api, newCommand } from '../state/api.ts';
import { useCommand } from '../state/command.ts';
import { Banner, FailureBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import styles from './allocate-dialog.module.css';
import { AllocatedToMany } from './allocated-to-many.tsx';
import type { Row } from './queue-columns.tsx';

interface AllocateByTableProps {
  readonly rows: readonly Row[];
  readonly loads: Output<'allocations.workload'>;
  readonly onClose: () => void;
}

const SHOWN = 8;

/** Allocates as a table says: one is written to be filled in, and read again. */
export function AllocateByTable({ rows, loads, onClose }: AllocateByTableProps) {
  const save = useCommand('allocations.saveTable');
  const read = useCommand('allocations.readTable');
  const apply = useCommand('allocations.apply');
  const [command, setCommand] = useState(newCommand);
  const [saved, setSaved] = useState<string>();
  const [table, setTable] = useState<Output<'allocations.readTable'> & { readonly name: string }>();
  const [move, setMove] = useState(false);
  const [done, setDone] = useState<Output<'allocations.apply'>>();

  async function write() {
    const into = await api.bridge.chooseSaveAs(t('table.fileName'));
    if (!into) return;
    const submissions = rows.map(({ submission }) => submission);
    const written = await save.run({ submissions, into: into.token });
    if (written.ok) setSaved(into.name);
  }
  async function choose() {
    const [file] = (await api.bridge.chooseFiles('tables')) ?? [];
    if (!file) return;
    const result = await read.run({ file: file.token });
    if (!result.ok) return;
    setCommand(newCommand());
    setTable({ ...result.value, name: file.name });
  }
  async function run() {
    if (!table) return;
    const wanted = table.wanted.map(({ learner: _, name: __, ...one }) => one);
    const result = await apply.run({ command, wanted, move });
    if (result.ok) setDone(result.value);
  }

  if (done !== undefined) {
    const people = [...new Set(table?.wanted.map(({ person }) => person))];
    return <AllocatedToMany done={done} people={people} loads={loads} rows={rows} onClose={onClose} />;
  }
  const counts = new Map<string, number>();
  for (const { name } of table?.wanted ?? []) counts.set(name, (counts.get(name) ?? 0) + 1);
  return (
    <div className={styles.form}>
      <p>{t('table.about')}</p>
      <div className={styles.pair}>
        <Button icon={<FileDown aria-hidden />} isDisabled={save.isRunning} onPress={() => void write()}>
          {t('table.save', { n: rows.length })}
        </Button>
        <Button icon={<FileUp aria-hidden />} isDisabled={read.isRunning} onPress={() => void choose()}>
          {t('table.read')}
        </Button>
      </div>
      {saved !== undefined && <Banner tone="good">{t('table.saved', { name: saved })}</Banner>}
      {table && (
        <>
          <h3>{table.name}</h3>
          <p>
            {t('table.would', { n: table.wanted.length })} {t('table.unchanged', { n: table.unchanged })}
          </p>
          <ul className={styles.counts}>
            {[...counts].map(([name, n]) => (
              <li key={name}>{t('table.each', { name, n })}</li>
            ))}
          </ul>
          {table.problems.length > 0 && (
            <Banner tone="warn">
              {t('table.problems', { n: table.problems.length })}
              <ul>
                {table.problems.slice(0, SHOWN).map(({ line, reason }) => (
                  <li key={line}>{t('table.problem', { line, reason })}</li>
                ))}
              </ul>
              {table.problems.length > SHOWN && t('bundle.more', { n: table.problems.length - SHOWN })}
            </Banner>
          )}
          <div>
            <Checkbox isSelected={move} onChange={setMove}>
              {t('table.move')}
            </Checkbox>
            <p className={styles.under}>{t('spread.moveAbout')}</p>
          </div>
        </>
      )}
      {[save.error, read.error, apply.error].map(
        (error) => error !== undefined && <FailureBanner key={error.code} error={error} />,
      )}
      <div className={styles.actions}>
        <Button onPress={onClose}>{t('ui.cancel')}</Button>
        <Button
          kind="primary"
          isDisabled={!table || table.wanted.length === 0 || apply.isRunning}
          onPress={() => void run()}
        >
          {t('allocate.run')}
        </Button>
      </div>
    </div>
  );
}
