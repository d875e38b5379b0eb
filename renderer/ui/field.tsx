import type { KeyboardEventHandler, Ref } from 'react';
import { useId } from 'react';
import {
  TextArea as AriaTextArea,
  TextField as AriaTextField,
  FieldError,
  Input,
  Label,
  Text,
} from 'react-aria-components';
import { classNames } from './class-names.ts';
import styles from './field.module.css';

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Said under the field: why it is asked for. */
  readonly description?: string;
  readonly error?: string | undefined;
  readonly placeholder?: string;
  readonly isRequired?: boolean;
  readonly isDisabled?: boolean;
  readonly isReadOnly?: boolean;
  readonly autoFocus?: boolean;
  /** The label is for screen readers only: the place says it to others. */
  readonly isLabelHidden?: boolean;
  readonly maxLength?: number;
  readonly onKeyDown?: KeyboardEventHandler;
  readonly onBlur?: () => void;
  readonly className?: string;
}

interface TextFieldProps extends FieldProps {
  readonly type?: 'text' | 'password' | 'search';
  readonly inputMode?: 'text' | 'decimal' | 'numeric';
  readonly inputRef?: Ref<HTMLInputElement>;
}

export function TextField({ placeholder, inputRef, inputMode, onKeyDown, ...field }: TextFieldProps) {
  const { label, description, error, isLabelHidden, className, ...rest } = field;
  return (
    <AriaTextField
      {...rest}
      aria-label={isLabelHidden ? label : undefined}
      isInvalid={error !== undefined}
      className={classNames(styles.field, className)}
    >
      {!isLabelHidden && <Label className={styles.label}>{label}</Label>}
      <Input
        className={styles.input}
        placeholder={placeholder}
        ref={inputRef}
        inputMode={inputMode}
        onKeyDown={onKeyDown}
        autoComplete="off"
        spellCheck={false}
      />
      <About description={description} error={error} />
    </AriaTextField>
  );
}

interface TextAreaProps extends FieldProps {
  readonly rows?: number;
  readonly areaRef?: Ref<HTMLTextAreaElement>;
}

/** Grows with what is written in it. */
export function TextArea({ placeholder, rows = 3, areaRef, onKeyDown, ...field }: TextAreaProps) {
  const { label, description, error, isLabelHidden, className, ...rest } = field;
  return (
    <AriaTextField
      {...rest}
      aria-label={isLabelHidden ? label : undefined}
      isInvalid={error !== undefined}
      className={classNames(styles.field, className)}
    >
      {!isLabelHidden && <Label className={styles.label}>{label}</Label>}
      <AriaTextArea
        className={classNames(styles.input, styles.area)}
        placeholder={placeholder}
        rows={rows}
        ref={areaRef}
        onKeyDown={onKeyDown}
      />
      <About description={description} error={error} />
    </AriaTextField>
  );
}

function About({ description, error }: Pick<FieldProps, 'description' | 'error'>) {
  return (
    <>
      {description !== undefined && (
        <Text slot="description" className={styles.description}>
          {description}
        </Text>
      )}
      {error !== undefined && <FieldError className={styles.error}>{error}</FieldError>}
    </>
  );
}

interface NumberInputProps {
  readonly label: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
  readonly min: number;
  readonly max: number;
  readonly step?: number;
  readonly suffix?: string;
  readonly isDisabled?: boolean;
}

/** A number in a plain field: neither the wheel nor stray keys change it. */
export function NumberInput({
  label,
  value,
  onChange,
  min,
  max,
  step = 1,
  suffix,
  isDisabled,
}: NumberInputProps) {
  const id = useId();
  return (
    <span className={styles.number}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <span className={styles.numberRow}>
        <input
          id={id}
          type="number"
          className={styles.input}
          value={value}
          min={min}
          max={max}
          step={step}
          disabled={isDisabled}
          onWheel={(event) => event.currentTarget.blur()}
          onChange={(event) => {
            const next = event.target.valueAsNumber;
            if (Number.isFinite(next)) onChange(Math.min(max, Math.max(min, next)));
          }}
        />
        {suffix !== undefined && <span className={styles.suffix}>{suffix}</span>}
      </span>
    </span>
  );
}

interface DateInputProps {
  readonly label: string;
  /** Such as `2026-11-23`; empty where no day is chosen. */
  readonly value: string;
  readonly onChange: (day: string) => void;
  readonly description?: string;
  readonly min?: string;
}

/** A day, typed or chosen in the system's calendar; it may stay empty. */
export function DateInput({ label, value, onChange, description, min }: DateInputProps) {
  const id = useId();
  return (
    <span className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <input
        id={id}
        type="date"
        className={classNames(styles.input, styles.date)}
        value={value}
        min={min}
        aria-describedby={description === undefined ? undefined : `${id}-about`}
        onChange={(event) => onChange(event.target.value)}
      />
      {description !== undefined && (
        <span id={`${id}-about`} className={styles.description}>
          {description}
        </span>
      )}
    </span>
  );
}
