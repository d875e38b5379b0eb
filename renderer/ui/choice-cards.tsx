import { Radio, RadioGroup } from 'react-aria-components';
import styles from './choice-cards.module.css';

interface ChoiceCardsProps<Id extends string> {
  readonly label: string;
  readonly choices: readonly { readonly id: Id; readonly label: string; readonly about: string }[];
  readonly value: Id | null;
  readonly onChange: (id: Id) => void;
}

/** One of a few, each with what it means. */
export function ChoiceCards<Id extends string>({ label, choices, value, onChange }: ChoiceCardsProps<Id>) {
  return (
    <RadioGroup
      aria-label={label}
      value={value}
      onChange={(chosen) => {
        const choice = choices.find(({ id }) => id === chosen);
        if (choice) onChange(choice.id);
      }}
      className={styles.choices}
    >
      {choices.map((choice) => (
        <Radio key={choice.id} value={choice.id} className={styles.choice}>
          <span className={styles.dot} aria-hidden />
          <span>
            <span className={styles.label}>{choice.label}</span>
            <span className={styles.means}>{choice.about}</span>
          </span>
        </Radio>
      ))}
    </RadioGroup>
  );
}
