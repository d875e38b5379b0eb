import { Send } from 'lucide-react';
import type { Output } from '../../src/api/contract.ts';
import type { PersonKey } from '../../src/domain/ids.ts';
import { t } from '../messages/t.ts';
import { sending } from '../state/sending.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import styles from './allocate-dialog.module.css';
import type { Row } from './queue-columns.tsx';
import { RefusedOnes } from './refused-ones.tsx';

interface AllocatedToManyProps {
  readonly done: Output<'allocations.apply'>;
  readonly people: readonly PersonKey[];
  readonly loads: Output<'allocations.workload'>;
  readonly rows: readonly Row[];
  readonly onClose: () => void;
}

/** What was given out, and a way to send each their work. */
export function AllocatedToMany({ done, people, loads, rows, onClose }: AllocatedToManyProps) {
  const named = loads.filter(({ person }) => people.includes(person.key));
  return (
    <div className={styles.form}>
      {done.allocated > 0 && (
        <Banner tone="good">
          {t('spread.done', { n: done.allocated })}
          {done.withdrawn > 0 && ` ${t('spread.moved', { n: done.withdrawn })}`}
        </Banner>
      )}
      <RefusedOnes title="allocate.refused" refused={done.refused} rows={rows} />
      {done.allocated > 0 && (
        <div>
          <p>{t('spread.next')}</p>
          <ul className={styles.sends}>
            {named.map(({ person }) => (
              <li key={person.key}>
                <Button
                  icon={<Send aria-hidden />}
                  onPress={() => {
                    onClose();
                    sending.getState().open({ kind: 'assignment', to: person.key });
                  }}
                >
                  {t('spread.send', { name: person.name })}
                </Button>
              </li>
            ))}
          </ul>
        </div>
      )}
      <div className={styles.actions}>
        <Button kind="primary" autoFocus onPress={onClose}>
          {t('ui.close')}
        </Button>
      </div>
    </div>
  );
}
