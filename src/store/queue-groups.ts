import { createHash, randomBytes } from 'node:crypto';
import type { QueueGrouping } from '../api/shapes.ts';
import { assertNever } from '../domain/result.ts';
import { OutcomeState } from '../domain/states.ts';
import { type QueueColumns, STATES, TRAITS } from './queue-columns.ts';

/** A group of the queue's rows. `key` says nothing of what it stands for. */
export interface QueueGroup {
  readonly key: string;
  /** A learner's name, a unit's code or an outcome's state. */
  readonly label: string;
  readonly count: number;
  readonly isCollapsed: boolean;
}

export type GroupedItem =
  | { readonly kind: 'group'; readonly group: QueueGroup }
  | { readonly kind: 'slot'; readonly slot: number; readonly group: QueueGroup };

// A key names a learner, and pages must not learn which pseudonym is whose.
const SALT = randomBytes(16);
const keyOf = (name: string) =>
  createHash('sha256').update(SALT).update(name).digest('base64url').slice(0, 16);

interface Places {
  /** The group of a slot. */
  of(slot: number): number;
  readonly count: number;
  /** Places of groups in the order they are shown in. */
  readonly order: Uint32Array;
  name(place: number): { readonly label: string; readonly key: string };
}

/** Names in order, remembered as long as no learner is added. */
const ordersByName = new WeakMap<QueueColumns, Uint32Array>();

/** Two sorted lists as one: learners come a few at a time, and sorting all of them anew takes a while. */
function merged(a: Uint32Array, b: Uint32Array, before: (x: number, y: number) => number): Uint32Array {
  const all = new Uint32Array(a.length + b.length);
  let [fromA, fromB] = [0, 0];
  for (let at = 0; at < all.length; at += 1) {
    const [x, y] = [a[fromA], b[fromB]];
    if (y === undefined || (x !== undefined && before(x, y) < 0)) {
      all[at] = x ?? 0;
      fromA += 1;
    } else {
      all[at] = y;
      fromB += 1;
    }
  }
  return all;
}

function placesBy(by: QueueGrouping, columns: QueueColumns): Places {
  const sorted = (count: number, before: (a: number, b: number) => number) =>
    Uint32Array.from({ length: count }, (_, place) => place).sort(before);
  switch (by) {
    case 'state': {
      const flow = STATES.map((state) => OutcomeState.options.indexOf(state));
      return {
        of: (slot) => TRAITS[columns.traits[slot] ?? 0]?.state ?? 0,
        count: STATES.length,
        order: sorted(STATES.length, (a, b) => (flow[a] ?? 0) - (flow[b] ?? 0)),
        name: (place) => ({ label: STATES[place] ?? '', key: STATES[place] ?? '' }),
      };
    }
    case 'unit': {
      const { units } = columns;
      const codeOf = (place: number) => `${units[place]?.code}\n${units[place]?.unit}`;
      return {
        of: (slot) => columns.unit[slot] ?? 0,
        count: units.length,
        order: sorted(units.length, (a, b) => (codeOf(a) < codeOf(b) ? -1 : 1)),
        name: (place) => ({
          label: units[place]?.code ?? '',
          key: `${units[place]?.unit} ${units[place]?.code}`,
        }),
      };
    }
    case 'learner': {
      const { learners } = columns;
      const nameOf = (place: number) => learners[place]?.name ?? '';
      let order = ordersByName.get(columns);
      if (order?.length !== learners.length) {
        const before = (a: number, b: number) =>
          nameOf(a) < nameOf(b) ? -1 : nameOf(a) > nameOf(b) ? 1 : a - b;
        const known = order ?? new Uint32Array(0);
        const added = Array.from({ length: learners.length - known.length }, (_, at) => known.length + at);
        order = merged(known, Uint32Array.from(added).sort(before), before);
        ordersByName.set(columns, order);
      }
      return {
        of: (slot) => columns.learner[slot] ?? 0,
        count: learners.length,
        order,
        name: (place) => ({
          label: nameOf(place),
          key: keyOf(`${learners[place]?.learner}\n${nameOf(place)}`),
        }),
      };
    }
    default:
      return assertNever(by);
  }
}

/**
 * A page of the queue in groups: a heading for each group, then its rows in the order given, unless it is collapsed.
 * `total` counts headings and rows that are shown.
 */
export function groupedPage(
  columns: QueueColumns,
  slots: Uint32Array,
  by: QueueGrouping,
  collapsed: ReadonlySet<string>,
  offset: number,
  limit: number,
): { readonly total: number; readonly groups: number; readonly items: readonly GroupedItem[] } {
  const places = placesBy(by, columns);
  const counts = new Uint32Array(places.count);
  for (const slot of slots) {
    const place = places.of(slot);
    counts[place] = (counts[place] ?? 0) + 1;
  }
  const begins = new Uint32Array(places.count);
  let at = 0;
  for (const place of places.order) {
    begins[place] = at;
    at += counts[place] ?? 0;
  }
  const next = begins.slice();
  const arranged = new Uint32Array(slots.length);
  for (const slot of slots) {
    const place = places.of(slot);
    arranged[next[place] ?? 0] = slot;
    next[place] = (next[place] ?? 0) + 1;
  }
  const items: GroupedItem[] = [];
  let total = 0;
  let groups = 0;
  for (const place of places.order) {
    const count = counts[place] ?? 0;
    if (count === 0) continue;
    groups += 1;
    // A key is costly, so it is made only where it matters.
    const isNear = total < offset + limit && total + count + 1 > offset;
    if (!isNear && collapsed.size === 0) {
      total += count + 1;
      continue;
    }
    const { key, label } = places.name(place);
    const group = { key, label, count, isCollapsed: collapsed.has(key) };
    const shown = group.isCollapsed ? 0 : count;
    const begin = begins[place] ?? 0;
    for (let row = Math.max(-1, offset - total - 1); row < shown && items.length < limit; row += 1)
      items.push(
        row < 0 ? { kind: 'group', group } : { kind: 'slot', slot: arranged[begin + row] ?? 0, group },
      );
    total += shown + 1;
  }
  return { total, groups, items };
}
