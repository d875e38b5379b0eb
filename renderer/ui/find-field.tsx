import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { classNames } from './class-names.ts';

/** What is typed, and where in what it finds one stands. */
export interface Finding {
  readonly text: string;
  readonly type: (text: string) => void;
  readonly active: number;
  readonly stand: (at: number) => void;
}

export function useFinding(): Finding {
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  return {
    text,
    type(typed) {
      setText(typed);
      setActive(0);
    },
    active,
    stand: setActive,
  };
}

/** Where one stands, however few were found. */
export const placeIn = (finding: Finding, found: readonly unknown[]): number =>
  Math.min(finding.active, Math.max(0, found.length - 1));

interface FindFieldProps<T> {
  readonly finding: Finding;
  readonly found: readonly T[];
  readonly keyOf: (one: T) => string;
  readonly label: string;
  readonly listLabel: string;
  readonly placeholder: string;
  readonly styles: Readonly<Record<'input' | 'list' | 'option' | 'active', string | undefined>>;
  /** `Enter`, or a click. */
  readonly onTake: (one: T, at: number) => void;
  /** Other keys, before the list has them; whether the key was one of its own. */
  readonly onKey?: (event: KeyboardEvent, at: number) => boolean;
  /** What is shown of one. */
  readonly children: (one: T, at: number) => ReactNode;
}

/** A field to type into, and below it what was found: arrows stand on one, Enter takes it. */
export function FindField<T>(props: FindFieldProps<T>) {
  const { finding, found, keyOf, label, listLabel, placeholder, styles, onTake, onKey, children } = props;
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const at = placeIn(finding, found);
  useEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: 'nearest' });
  }, [at]);

  const onKeyDown = (event: KeyboardEvent) => {
    const one = found[at];
    if (onKey?.(event, at)) {
      // Its own.
    } else if (event.key === 'ArrowDown') finding.stand(Math.min(found.length - 1, at + 1));
    else if (event.key === 'ArrowUp') finding.stand(Math.max(0, at - 1));
    else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey && one !== undefined) onTake(one, at);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <>
      <input
        className={styles.input}
        role="combobox"
        aria-label={label}
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={found.length > 0 ? `${id}-${at}` : undefined}
        placeholder={placeholder}
        value={finding.text}
        // biome-ignore lint/a11y/noAutofocus: it is opened to type into it.
        autoFocus
        spellCheck={false}
        onChange={(event) => finding.type(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div ref={list} role="listbox" id={`${id}-list`} aria-label={listLabel} className={styles.list}>
        {found.map((one, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above takes the keys.
          <div
            key={keyOf(one)}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            className={classNames(styles.option, index === at && styles.active)}
            onMouseMove={() => finding.stand(index)}
            onClick={() => onTake(one, index)}
          >
            {children(one, index)}
          </div>
        ))}
      </div>
    </>
  );
}
