import type { Output } from '../../src/api/contract.ts';
import type { PersonKey } from '../../src/domain/ids.ts';
import { formatDate, t } from '../messages/t.ts';
import { Checkbox } from '../ui/checkbox.tsx';
import styles from './load-table.module.css';

interface LoadTableProps {
  readonly loads: Output<'allocations.workload'>;
  /** What each would have to do then. */
  readonly after: ReadonlyMap<PersonKey, number>;
  readonly chosen: readonly PersonKey[];
  readonly onChoose: (person: PersonKey, isChosen: boolean) => void;
}

/** Who may mark, what they have to do already, and what they would have then. */
export function LoadTable({ loads, after, chosen, onChoose }: LoadTableProps) {
  const most = Math.max(1, ...loads.map(({ toDo }) => toDo), ...after.values());
  return (
    <table className={styles.loads}>
      <thead>
        <tr>
          <th scope="col">{t('spread.who')}</th>
          <th scope="col" className={styles.number}>
            {t('spread.toDo')}
          </th>
          <th scope="col">{t('spread.nextDue')}</th>
          <th scope="col" className={styles.number}>
            {t('spread.then')}
          </th>
          <th scope="col" aria-hidden className={styles.bar} />
        </tr>
      </thead>
      <tbody>
        {loads.map(({ person, toDo, overdue, nextDue }) => {
          const then = after.get(person.key) ?? toDo;
          return (
            <tr key={person.key}>
              <th scope="row">
                <Checkbox
                  isSelected={chosen.includes(person.key)}
                  onChange={(isChosen) => onChoose(person.key, isChosen)}
                >
                  {person.name}
                </Checkbox>
              </th>
              <td className={styles.number}>{toDo}</td>
              <td className={styles.quiet}>
                {overdue > 0
                  ? t('spread.overdue', { n: overdue })
                  : nextDue === null
                    ? ''
                    : formatDate(nextDue)}
              </td>
              <td className={styles.number}>{then}</td>
              <td aria-hidden className={styles.bar}>
                <span className={styles.before} style={{ inlineSize: `${(toDo / most) * 100}%` }} />
                <span className={styles.then} style={{ inlineSize: `${(then / most) * 100}%` }} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
