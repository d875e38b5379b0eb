import type { FactBody } from '../domain/facts.ts';
import type { PersonKey, RecordId, SubmissionId } from '../domain/ids.ts';
import { ok, type Result } from '../domain/result.ts';
import { missingSeals, type SealedContent } from '../domain/seals.ts';
import type { SubmissionView } from '../domain/submission-view.ts';
import { commitmentOf } from '../ledger/commitment.ts';
import { loadSubmission, nowIn } from './load-submission.ts';
import type { Workspace } from './workspace.ts';

/** What can be opened: all that a seal promised. */
interface Promised {
  readonly seal: RecordId;
  /** The key that sealed it. */
  readonly person: PersonKey;
  readonly salt: string;
  readonly body: SealedContent;
}

/** An assessment as it is submitted when it is opened. */
interface Opening {
  readonly by: PersonKey;
  readonly body: FactBody<'assessment.submitted'>;
  /** The seal under which it is kept on this machine; null where it was in the records already. */
  readonly kept: RecordId | null;
}

interface Waiting {
  readonly submission: SubmissionId;
  readonly reason: string;
}

export interface SealsOpened {
  readonly opened: number;
  readonly waiting: Waiting[];
}

/**
 * Opens every sealed assessment whose key is on this machine and for which all seals are in: after a merge, and when it
 * is asked for. Says of the others what they wait for. Nothing is opened twice, so that asking again does no harm.
 */
export async function openSealed(
  workspace: Workspace,
  options: { readonly at?: number } = {},
): Promise<SealsOpened> {
  const waiting: Waiting[] = [];
  const ready = new Map<PersonKey, Opening[]>();
  for (const { submission, seal } of sealedHere(workspace)) {
    const opening = openingOf(workspace, submission, seal);
    if (!opening.ok) waiting.push({ submission, reason: opening.error.message });
    else ready.set(opening.value.by, [...(ready.get(opening.value.by) ?? []), opening.value]);
  }
  let opened = 0;
  for (const [by, openings] of ready) {
    const stated = await workspace.state(
      openings.map(({ body }) => ({ type: 'assessment.submitted', body })),
      { ...options, by, dropSealed: openings.flatMap((one) => one.kept ?? []) },
    );
    if (stated.ok) opened += openings.length;
    else if (stated.error.code !== 'seals.opened_already')
      for (const { body } of openings)
        waiting.push({ submission: body.submission, reason: stated.error.message });
  }
  return { opened, waiting };
}

/** Seals whose content is here, and those that were opened before everybody had sealed who is to by now. */
function sealedHere({ store }: Workspace): { submission: SubmissionId; seal: RecordId }[] {
  const kept = store.sealed.seals();
  const known = new Set(kept.map((one) => one.seal));
  const persons = new Set(store.local.keys().map(({ key }) => store.authority().personOf(key)));
  const others = [...persons].flatMap((person) =>
    store.sealed.closedBy(person).flatMap((submission) => {
      const seal = store.views.submission(submission)?.seals.standing.get(person)?.id;
      return seal && !known.has(seal) ? [{ submission, seal }] : [];
    }),
  );
  return [...kept, ...others];
}

const later = (reason: string): Result<never> => ({
  ok: false,
  error: { code: 'seals.waiting', message: reason },
});

/** The assessment opened now; or what it waits for. */
function openingOf(workspace: Workspace, submission: SubmissionId, seal: RecordId): Result<Opening> {
  const { store } = workspace;
  const kept = store.sealed.get(seal);
  const opened = loadSubmission(
    workspace,
    submission,
    kept ? store.authority().personOf(kept.person) : undefined,
  );
  if (!opened.ok) return opened;
  const { view } = opened.value;
  const promised = kept ?? openedBefore(workspace, view, seal);
  if (!promised)
    return later('What was sealed is not on this machine, or is damaged. Restore it from a backup.');
  const { person: by, salt, body } = promised;
  const { personOf } = store.authority();
  const person = personOf(by);
  const standing = view.seals.standing.get(person);
  if (standing?.id !== seal) return later(store.views.notCounted(seal) ?? 'The seal does not stand.');
  if (commitmentOf({ salt, author: by, body }) !== standing.body.commitment)
    return later('What lies here is not what was sealed: it is damaged. Restore it from a backup.');
  const now = nowIn(workspace);
  const waits = whatItWaitsFor(workspace, view, person, now);
  if (waits !== null) return later(waits);
  const seen = view.allocations
    .filter((one) => one.isSealed && one.person !== person)
    .flatMap((one) => view.seals.of.get(one.person)?.[0]?.id ?? []);
  return ok({ by, body: { ...body, seal: { record: seal, salt, seen } }, kept: kept && seal });
}

/**
 * Who is still to seal before this person's assessment opens. `unknown`: an assessor's copy is told who the others are
 * only with their seals, when all of them are in, and until then cannot even count them.
 */
export function stillToSeal(
  workspace: Workspace,
  { allocations, seals }: SubmissionView,
  person: PersonKey,
): readonly PersonKey[] | 'unknown' {
  const sealers = allocations.filter((one) => one.isSealed);
  const isAlone = sealers.length === 1 && sealers[0]?.person === person;
  if (isAlone && workspace.store.local.get('scope') === 'part') return 'unknown';
  return missingSeals(allocations, seals, person).map((one) => one.person);
}

/** What somebody’s sealed assessment waits for, in one sentence; null where it can be opened. */
function whatItWaitsFor(
  workspace: Workspace,
  view: SubmissionView,
  person: PersonKey,
  now: string,
): string | null {
  const { allocations } = view;
  const own = allocations.find((one) => one.person === person);
  if (!own && allocations.some((one) => one.isSealed))
    return 'The submission is allocated to others by now, so it stays sealed.';
  if (own && now < own.at)
    return 'It was allocated at a time that is still to come by this computer’s clock. Set the clock right.';
  const missing = stillToSeal(workspace, view, person);
  if (missing === 'unknown')
    return 'The seals of the others are not here yet. They come in a file from whoever allocated it, once everybody has sealed.';
  if (missing.length === 0) return null;
  const { nameOf } = workspace.store.authority();
  const names = missing.map((other) => `${nameOf(other)}’s`).join(', ');
  return missing.length === 1
    ? `1 seal is still missing: ${names}.`
    : `${missing.length} seals are still missing: ${names}.`;
}

/** What was opened too early is in the records: it can be opened again, saying the same. */
function openedBefore(workspace: Workspace, { received }: SubmissionView, seal: RecordId): Promised | null {
  for (const fact of workspace.store.records.factsAbout(`s:${received.body.submission}`)) {
    if (fact.type !== 'assessment.submitted' || fact.body.seal?.record !== seal) continue;
    const { seal: named, ...body } = fact.body;
    const sealed = workspace.store.records.fact(seal);
    if (sealed) return { seal, person: sealed.author, salt: named.salt, body };
  }
  return null;
}
