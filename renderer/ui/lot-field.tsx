import { Dices } from 'lucide-react';
import { IconButton } from './button.tsx';
import { TextField } from './field.tsx';
import styles from './lot-field.module.css';

interface LotFieldProps {
  readonly label: string;
  readonly description: string;
  /** What the button says that draws another. */
  readonly again: string;
  readonly value: string;
  readonly onChange: (lot: string) => void;
}

export const newLot = () => crypto.randomUUID().slice(0, 8);

/** What lots are drawn from: the same draws the same. */
export function LotField({ label, description, again, value, onChange }: LotFieldProps) {
  return (
    <div className={styles.lot}>
      <TextField label={label} description={description} value={value} onChange={onChange} maxLength={200} />
      <IconButton label={again} onPress={() => onChange(newLot())}>
        <Dices aria-hidden />
      </IconButton>
    </div>
  );
}
