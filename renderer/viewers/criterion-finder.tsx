import { Check } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { CriterionId } from '../../src/domain/ids.ts';
import { t } from '../messages/t.ts';
import { classNames } from '../ui/class-names.ts';
import { Kbd } from '../ui/kbd.tsx';
import styles from './criterion-finder.module.css';
import { findCriteria } from './find-criteria.ts';
import type { AnchorableCriterion } from './viewer-props.ts';

interface CriterionFinderProps {
  readonly criteria: readonly AnchorableCriterion[];
  readonly onFound: (criterion: CriterionId) => void;
  readonly onCancel: () => void;
}

/** A short list of the rubric's criteria to type into: `2.1` and Enter. */
export function CriterionFinder({ criteria, onFound, onCancel }: CriterionFinderProps) {
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const found = findCriteria(criteria, typed);
  const at = Math.min(active, Math.max(0, found.length - 1));
  useEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: 'nearest' });
  }, [at]);

  const onKeyDown = (event: KeyboardEvent) => {
    const one = found[at];
    if (event.key === 'ArrowDown') setActive(Math.min(found.length - 1, at + 1));
    else if (event.key === 'ArrowUp') setActive(Math.max(0, at - 1));
    else if (event.key === 'Enter' && one) onFound(one.id);
    else if (event.key === 'Escape') onCancel();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={styles.finder}>
      <input
        className={styles.input}
        role="combobox"
        aria-label={t('anchor.find')}
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={found.length > 0 ? `${id}-${at}` : undefined}
        placeholder={t('anchor.findHint')}
        value={typed}
        // biome-ignore lint/a11y/noAutofocus: it is opened to type into it.
        autoFocus
        spellCheck={false}
        onChange={(event) => {
          setTyped(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div ref={list} role="listbox" id={`${id}-list`} aria-label={t('anchor.find')} className={styles.list}>
        {found.map((one, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above takes the keys.
          <div
            key={one.id}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            className={classNames(styles.option, index === at && styles.active)}
            onMouseMove={() => setActive(index)}
            onClick={() => onFound(one.id)}
          >
            <span className={styles.code}>{one.label}</span>
            <span className={styles.title}>{one.title}</span>
            {one.isAnchored ? (
              <Check className={styles.check} aria-label={t('anchor.isAnchored')} />
            ) : (
              <KeyOf index={criteria.indexOf(one)} />
            )}
          </div>
        ))}
      </div>
      {found.length === 0 && <p className={styles.none}>{t('anchor.none')}</p>}
    </div>
  );
}

function KeyOf({ index }: { readonly index: number }) {
  return index < 9 ? <Kbd keys={[`⇧${index + 1}`]} /> : null;
}
