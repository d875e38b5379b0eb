import type { ReactNode, Ref } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import styles from './button.module.css';
import { classNames } from './class-names.ts';
import { Tooltip } from './tooltip.tsx';

interface ButtonProps {
  readonly children: ReactNode;
  readonly onPress?: () => void;
  readonly kind?: 'primary' | 'plain' | 'quiet' | 'danger';
  readonly icon?: ReactNode;
  readonly trailing?: ReactNode;
  readonly isDisabled?: boolean;
  readonly type?: 'button' | 'submit';
  readonly autoFocus?: boolean;
  /** A fuller name than the words shown. */
  readonly label?: string;
  readonly isPressed?: boolean;
  readonly className?: string;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** One action in words. At most one `primary` on a screen. */
export function Button({
  kind = 'plain',
  icon,
  trailing,
  children,
  label,
  isPressed,
  className,
  ...rest
}: ButtonProps) {
  return (
    <AriaButton
      {...rest}
      aria-label={label}
      aria-pressed={isPressed}
      className={classNames(styles.button, styles[kind], className)}
    >
      {icon}
      <span className={styles.words}>{children}</span>
      {trailing}
    </AriaButton>
  );
}

interface IconButtonProps {
  /** What it does: its name and its tooltip. */
  readonly label: string;
  readonly children: ReactNode;
  readonly onPress?: () => void;
  readonly keys?: readonly string[];
  readonly isDisabled?: boolean;
  /** Set for a button that stays down. */
  readonly isPressed?: boolean;
  readonly className?: string;
}

/** An action as a picture, always with its name in a tooltip. */
export function IconButton({ label, keys, isPressed, children, className, ...rest }: IconButtonProps) {
  return (
    <Tooltip label={label} keys={keys}>
      <AriaButton
        {...rest}
        aria-label={label}
        aria-pressed={isPressed}
        className={classNames(styles.button, styles.icon, className)}
      >
        {children}
      </AriaButton>
    </Tooltip>
  );
}
