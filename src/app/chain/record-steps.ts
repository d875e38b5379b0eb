import type { RecordId } from '../../domain/ids.ts';
import type { Opened } from '../load-submission.ts';
import { inWords } from '../timeline.ts';
import type { Workspace } from '../workspace.ts';
import { checkFact } from './check-fact.ts';
import { check, checkedOf } from './checks.ts';
import type { Gathered } from './gather-records.ts';
import type { ProvenRecord } from './prove-record.ts';
import { sayFact } from './say-fact.ts';
import type { Told } from './told.ts';

/** A step for each record, told from the bytes that were checked. */
export function recordSteps(workspace: Workspace, opened: Opened, { records, batches }: Gathered): Told[] {
  const { store } = workspace;
  const byId = new Map(records.map((one) => [one.row.id as string, one]));
  const around = {
    workspace,
    opened,
    facts: records.flatMap(({ fact }) => fact ?? []),
    of: (id: string) => byId.get(id)?.fact ?? store.records.fact(id as RecordId),
  };
  /** Folded from the records now, not looked up in what was written when they came. */
  const whyNot = (id: RecordId): string | null => {
    for (const view of [opened.view, ...batches]) {
      const reason = view.notCounted.get(id);
      if (reason !== undefined) return reason;
    }
    return store.views.notCounted(id);
  };
  return records.map((record) => {
    const { fact } = record;
    if (!fact) return damagedStep(workspace, record);
    const { stage, said, judgments } = sayFact(workspace, opened, fact);
    const reason = whyNot(fact.id);
    const checks = [
      ...record.checks,
      ...(reason === null ? [check('standing', true, 'Its author held the role it needs.', '')] : []),
      ...checkFact(around, fact),
    ];
    return {
      seq: fact.seq,
      stage: reason === null ? stage : 'not_counted',
      record: fact.id,
      type: fact.type,
      at: fact.at,
      by: { key: fact.author, name: store.authority().nameOf(fact.author) },
      what: inWords(workspace, fact),
      said: [...said],
      judgments: [...judgments],
      checks,
      checked: checkedOf(checks),
      reason,
    };
  });
}

function damagedStep({ store }: Workspace, { row, checks }: ProvenRecord): Told {
  const filing = store.records.filing(row.position);
  return {
    seq: filing?.seq ?? 0,
    stage: 'not_counted',
    record: row.id,
    type: filing?.type ?? 'unknown',
    at: null,
    by: null,
    what: 'A record that cannot be read any more',
    said: [],
    judgments: [],
    checks: [...checks],
    checked: checkedOf(checks),
    reason: 'Its bytes were damaged on the disk. Restore them from a backup.',
  };
}
