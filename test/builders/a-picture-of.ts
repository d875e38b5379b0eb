import type { Workspace } from '../../src/app/workspace.ts';
import type { SubmissionId } from '../../src/domain/ids.ts';

/**
 * All that anybody may see of a workspace, as text: its records, what is kept about people, the views, and for whoever
 * is at the desk drafts, half-made agreements, comments and keys.
 */
export function aPictureOf(workspace: Workspace): string {
  const { store } = workspace;
  const me = workspace.me();
  const lines: unknown[] = [me, store.local.get('workspace'), store.local.get('pseudonymKey')];
  const submissions = new Set<SubmissionId>();
  for (const row of store.records.after(0, 100_000)) {
    lines.push([row.position, row.id, row.bytes.toString('latin1'), row.signature.toString('hex')]);
    const fact = store.records.fact(row.id);
    lines.push(fact);
    if (fact?.type !== 'submission.received') continue;
    submissions.add(fact.body.submission);
    lines.push(store.privates.details(fact.body.details));
  }
  for (const submission of submissions) {
    lines.push(store.views.submission(submission));
    lines.push(store.drafts.get(submission, me), store.agreementDrafts.get(submission, me));
  }
  for (const { unit } of store.units.list())
    for (const { id } of unit.criteria)
      lines.push(store.comments.about({ person: me, unit: unit.id, criterion: id }));
  lines.push(
    store.local.keys().map(({ key, name, sealing, sealed }) => [key, name, sealing, sealed.toString('hex')]),
  );
  lines.push(store.queue.list(me, {}, { by: 'received', descending: false }, 0, 1000).rows);
  lines.push(store.views.digest());
  return lines.map((line) => JSON.stringify(line)).join('\n');
}
