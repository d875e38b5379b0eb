import { Check, HelpCircle, Minus, X } from 'lucide-react';
import type { Vacs } from '../../src/domain/judgment.ts';
import { t } from '../messages/t.ts';
import { classNames } from '../ui/class-names.ts';
import styles from './vacs-toggles.module.css';

interface VacsTogglesProps {
  readonly vacs: Vacs;
  readonly isEditable: boolean;
  readonly onChange: (vacs: Vacs) => void;
}

const RULES = ['valid', 'authentic', 'current', 'sufficient'] as const;
const STATES = [null, 'yes', 'no', 'unsure'] as const;
type State = (typeof STATES)[number];

/** Valid, authentic, current, sufficient: each pressed on from not checked to yes, no, unsure, and round. */
export function VacsToggles({ vacs, isEditable, onChange }: VacsTogglesProps) {
  return (
    <fieldset className={styles.rules} aria-label={t('criterion.vacs')}>
      {RULES.map((rule) => {
        const state = vacs[rule];
        const word = t(`vacs.${state ?? 'unchecked'}`);
        return (
          <button
            key={rule}
            type="button"
            className={classNames(styles.rule, styles[state ?? 'unchecked'])}
            disabled={!isEditable}
            onClick={() => onChange({ ...vacs, [rule]: after(state) })}
          >
            <StateIcon state={state} />
            <span>{t(`vacs.${rule}`)}</span>
            <span className={styles.state}>{word}</span>
          </button>
        );
      })}
    </fieldset>
  );
}

function after(state: State): State {
  return STATES[(STATES.indexOf(state) + 1) % STATES.length] ?? null;
}

function StateIcon({ state }: { readonly state: State }) {
  switch (state) {
    case 'yes':
      return <Check aria-hidden />;
    case 'no':
      return <X aria-hidden />;
    case 'unsure':
      return <HelpCircle aria-hidden />;
    case null:
      return <Minus aria-hidden />;
  }
}
