import { ListBox, ListBoxItem } from 'react-aria-components';
import styles from './list-of-choices.module.css';

interface ListOfChoicesProps<Id extends string> {
  readonly label: string;
  readonly choices: readonly { readonly id: Id; readonly label: string; readonly about?: string }[];
  readonly value: Id | null;
  readonly onChange: (id: Id | null) => void;
  /** Said where there is nothing to choose from. */
  readonly empty: string;
}

/** One of those found, all in view: arrow keys go through them, Enter or Space takes one. */
export function ListOfChoices<Id extends string>({
  label,
  choices,
  value,
  onChange,
  empty,
}: ListOfChoicesProps<Id>) {
  return (
    <ListBox
      className={styles.list}
      escapeKeyBehavior="none"
      aria-label={label}
      selectionMode="single"
      selectedKeys={value === null ? [] : [value]}
      onSelectionChange={(keys) =>
        onChange(choices.find(({ id }) => keys !== 'all' && keys.has(id))?.id ?? null)
      }
      renderEmptyState={() => <p className={styles.empty}>{empty}</p>}
    >
      {choices.map((choice) => (
        <ListBoxItem key={choice.id} id={choice.id} textValue={choice.label} className={styles.choice}>
          <span className={styles.label}>{choice.label}</span>{' '}
          {choice.about !== undefined && <span className={styles.about}>{choice.about}</span>}
        </ListBoxItem>
      ))}
    </ListBox>
  );
}
