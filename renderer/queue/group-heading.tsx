import { ChevronDown, ChevronRight } from 'lucide-react';
import type { QueueGroup, QueueGrouping } from '../../src/api/shapes.ts';
import { OutcomeState } from '../../src/domain/states.ts';
import { formatNumber, t } from '../messages/t.ts';
import styles from './group-heading.module.css';

interface GroupHeadingProps {
  readonly group: QueueGroup;
  readonly by: QueueGrouping;
}

/** What a group is called: outcomes have their words, units and learners their own. */
export function groupLabel({ label }: QueueGroup, by: QueueGrouping): string {
  const state = by === 'state' ? OutcomeState.safeParse(label).data : undefined;
  return state === undefined ? label : t(`outcome.${state}`);
}

/** A group's name, how many rows it has, and whether they are shown. */
export function GroupHeading({ group, by }: GroupHeadingProps) {
  const Chevron = group.isCollapsed ? ChevronRight : ChevronDown;
  return (
    <span className={styles.heading}>
      <Chevron aria-hidden className={styles.chevron} />
      <span className={styles.label}>{groupLabel(group, by)}</span>
      <span className={styles.count}>{formatNumber(group.count)}</span>
    </span>
  );
}
