import { Check } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import {
  Menu as AriaMenu,
  Header,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  Text,
} from 'react-aria-components';
import { t } from '../messages/t.ts';
import { Kbd } from './kbd.tsx';
import styles from './menu.module.css';

export interface MenuAction {
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  readonly icon?: ReactNode;
  readonly keys?: readonly string[];
  /** A tick, for one of several. */
  readonly isChosen?: boolean;
  readonly isDisabled?: boolean;
  readonly onAction: () => void;
}

export interface MenuGroup {
  readonly id: string;
  readonly title?: string;
  readonly actions: readonly MenuAction[];
}

interface MenuProps {
  readonly label: string;
  readonly groups: readonly MenuGroup[];
  /** A react-aria button. */
  readonly children: ReactElement;
  readonly placement?: 'bottom start' | 'bottom end' | 'top start' | 'right bottom';
}

export function Menu({ label, groups, children, placement = 'bottom start' }: MenuProps) {
  return (
    <MenuTrigger>
      {children}
      <Popover className={styles.popover} placement={placement} offset={4}>
        <AriaMenu className={styles.menu} aria-label={label}>
          {groups.map((group) => (
            <MenuSection
              key={group.id}
              id={group.id}
              className={styles.group}
              aria-label={group.title ?? label}
            >
              {group.title !== undefined && <Header className={styles.title}>{group.title}</Header>}
              {group.actions.map((action) => (
                <MenuItem
                  key={action.id}
                  id={action.id}
                  className={styles.item}
                  textValue={action.label}
                  isDisabled={action.isDisabled}
                  onAction={action.onAction}
                >
                  <span className={styles.icon}>{action.isChosen ? <Check aria-hidden /> : action.icon}</span>
                  <span className={styles.words}>
                    <Text slot="label">
                      {action.label}
                      {action.description !== undefined && (
                        <span className={styles.description}>{action.description}</span>
                      )}
                      {action.isChosen && <span className="visually-hidden"> {t('ui.chosen')}</span>}
                    </Text>
                  </span>
                  {action.keys !== undefined && <Kbd keys={action.keys} />}
                </MenuItem>
              ))}
            </MenuSection>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
