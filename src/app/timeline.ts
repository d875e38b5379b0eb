import type { RecordProof, TimelineEntry, VerifyCheck } from '../api/shapes.ts';
import { appealStepInWords } from '../domain/appeals/appeal-step-in-words.ts';
import { isAppealFact } from '../domain/appeals/appeal-view.ts';
import { batchStepInWords } from '../domain/batches/batch-step-in-words.ts';
import type { Fact } from '../domain/facts.ts';
import type { PersonKey, RecordId, SubmissionId } from '../domain/ids.ts';
import { assertNever, ok, type Result, refused } from '../domain/result.ts';
import { READERS } from '../domain/roles.ts';
import { publicKeyOf } from '../ledger/did-key.ts';
import { verifyEd25519 } from '../ledger/ed25519.ts';
import { factOfStored, recordIdOf } from '../ledger/record.ts';
import type { PlacedRow } from '../store/newer-records.ts';
import type { StoredRecord } from '../store/records.ts';
import { identityOf, loadSubmission, maySeeOthers, nowIn, readsStandard } from './load-submission.ts';
import { standardisationInWords } from './standardisation/in-words.ts';
import type { Workspace } from './workspace.ts';

const partOf = (criteria: readonly unknown[] | undefined) =>
  criteria ? `${criteria.length === 1 ? '1 criterion' : `${criteria.length} criteria`} of ` : '';
const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;

const because = (reason: string) => (reason.trim() === '' ? '' : `: ${reason}`);

const submissionOf = (fact: Fact): SubmissionId | null =>
  'submission' in fact.body ? fact.body.submission : null;

function labelOf({ store }: Workspace, fact: Fact): string {
  const opened = 'batch' in fact.body ? store.records.fact(fact.body.batch) : fact;
  return opened?.type === 'batch.opened' ? `“${opened.body.label}”` : 'an unknown batch';
}

/** One sentence: what happened. */
export function inWords(workspace: Workspace, fact: Fact): string {
  const id = submissionOf(fact);
  const opened = id ? loadSubmission(workspace, id) : null;
  const of = opened?.ok
    ? `${identityOf(opened.value).name}, ${opened.value.unit.code}`
    : 'an unknown submission';
  const { nameOf } = workspace.store.authority();
  switch (fact.type) {
    case 'workspace.created':
      return `Founded the workspace “${fact.body.name}” of ${fact.body.provider}`;
    case 'person.appointed':
      return `Appointed ${fact.body.name} as ${fact.body.roles.join(', ')}`;
    case 'appointment.revoked': {
      const appointment = workspace.store.records.fact(fact.body.appointment);
      const whose = appointment?.type === 'person.appointed' ? appointment.body.name : 'somebody';
      return `Ended the appointment of ${whose} from ${fact.body.from.slice(0, 10)}${because(fact.body.reason)}`;
    }
    case 'key.added':
      return fact.body.kind === 'device'
        ? `Added a key of ${nameOf(fact.body.person)} for another device${because(fact.body.reason)}`
        : `Replaced the key of ${nameOf(fact.body.person)}${because(fact.body.reason)}`;
    case 'fork.settled':
      return `Settled which record ${fact.body.seq} of ${nameOf(fact.body.author)} stands${because(fact.body.reason)}`;
    case 'conflict.declared':
      return `Declared a conflict of interest of ${nameOf(fact.body.person)} with a learner`;
    case 'conflict.withdrawn':
      return `Withdrew a conflict of interest${because(fact.body.reason)}`;
    case 'learner.erased':
      return `Erased what was kept about a learner${because(fact.body.reason)}`;
    case 'submission.set_aside':
      return `Set ${of} aside as a duplicate${because(fact.body.reason)}`;
    case 'submission.resumed':
      return `Took ${of} up again${because(fact.body.reason)}`;
    case 'submission.allocated':
      return `Allocated ${partOf(fact.body.criteria)}${of} to ${nameOf(fact.body.person)}${fact.body.sealed ? ', to be sealed' : ''}`;
    case 'allocation.withdrawn':
      return `Withdrew an allocation of ${of}${because(fact.body.reason)}`;
    case 'assessment.sealed':
      return `Sealed an assessment of ${of}`;
    case 'assessment.countersigned':
      return `${fact.body.accepted ? 'Countersigned' : 'Returned'} a trainee’s assessment of ${of}`;
    case 'assessment.confirmed_unchanged':
      return `Confirmed ${plural(fact.body.assessments.length, 'assessment')} of ${of} for the unit’s newer version`;
    case 'unit.published':
      return `Published unit ${fact.body.unit.code} “${fact.body.unit.title}”, version ${fact.body.unit.versionLabel}`;
    case 'tolerance.set':
      return `Set the tolerance of ${workspace.store.units.current(fact.body.unit)?.unit.code ?? fact.body.unit}: ${plural(fact.body.rule.maxLevelGap, 'level')} apart at most${fact.body.rule.third === 'nearest_pair' ? '; of three marks the two nearest count' : ''}`;
    case 'anonymity.set':
      return `${fact.body.anonymous ? 'Hid' : 'Showed'} whose work is marked in ${workspace.store.units.current(fact.body.unit)?.unit.code ?? fact.body.unit}`;
    case 'submission.received':
      return `Received a submission from ${of}: ${plural(fact.body.artifacts.length, 'artifact')}, attempt ${fact.body.attempt}`;
    case 'assessment.submitted':
      if (fact.body.supersedes)
        return `Changed the assessment of ${of}${because(fact.body.supersedes.reason)}`;
      return `Assessed ${of}: ${plural(fact.body.judgments.length, 'judgment')}`;
    case 'assessment.recalled':
      return `Took the assessment of ${of} back`;
    case 'outcome.agreed':
      return `${fact.body.adjudicated ? 'Adjudicated' : 'Agreed'} the outcome of ${of} from ${plural(fact.body.sources.length, 'assessment')}`;
    case 'outcome.referred':
      return `Sent the outcome of ${of} to adjudication${because(fact.body.note)}`;
    case 'outcome.confirmed':
      return `Confirmed the outcome of ${of}: ${fact.body.verdict === 'passed' ? 'passed' : 'not yet'}`;
    case 'appeal.lodged':
    case 'appeal.checked':
    case 'appeal.process_chosen':
    case 'appeal.decided':
    case 'appeal.withdrawn':
    case 'appeal.closed':
      return appealStepInWords(fact, of);
    case 'batch.opened':
    case 'batch.marking_closed':
    case 'batch.sample_drawn':
    case 'batch.finding':
    case 'batch.item_verified':
    case 'batch.decided':
    case 'batch.confirmed':
    case 'batch.reopened':
      return batchStepInWords(fact, labelOf(workspace, fact), of);
    case 'standardisation.marked':
    case 'standardisation.set_made':
    case 'standardisation.set_ended':
    case 'standardisation.approved':
    case 'standardisation.suspended':
    case 'standardisation.requalifying':
    case 'standardisation.removed':
    case 'standardisation.withdrawn':
      // Not which script, nor what set: whoever reads the log may be a marker.
      return standardisationInWords(fact, workspace);
    case 'batch.exported':
      return `Exported “${fact.body.label}”, version ${fact.body.version}: ${plural(fact.body.results.length, 'result')}`;
    default:
      return assertNever(fact);
  }
}

/** What a record states, for lists; nothing where it is not here. */
export function recordInWords(
  workspace: Workspace,
  id: RecordId,
): { record: RecordId; what: string; at: string }[] {
  const fact = workspace.store.records.fact(id);
  return fact ? [{ record: id, what: inWords(workspace, fact), at: fact.at }] : [];
}

function entryOf(workspace: Workspace, row: StoredRecord): TimelineEntry {
  const fact = factOfStored(row.id, row.bytes);
  const reason = workspace.store.views.notCounted(row.id);
  return {
    record: row.id,
    position: row.position,
    type: fact.type,
    at: fact.at,
    by: { key: fact.author, name: workspace.store.authority().nameOf(fact.author) },
    seq: fact.seq,
    what: isKeptFrom(workspace, fact) ? KEPT : inWords(workspace, fact),
    submission: submissionOf(fact),
    counted: reason === null,
    reason,
  };
}

const KEPT = 'Stated something that you are not shown while you are to mark it yourself';

/** Whoever is to mark a submission anew for an appeal reads nowhere what came of it before. */
function isKeptFrom({ store, person }: Workspace, fact: Fact): boolean {
  const id = submissionOf(fact);
  if (id === null || !store.appeals.remarkedBy(person()).has(id)) return false;
  return isAppealFact(fact) || fact.type === 'outcome.confirmed' || fact.type === 'outcome.agreed';
}

function newerEntry({ store }: Workspace, row: PlacedRow): TimelineEntry {
  return {
    record: row.id,
    position: row.position,
    type: row.type,
    at: row.at,
    by: { key: row.author, name: store.authority().nameOf(row.author) },
    seq: row.seq,
    what: `Stated something (${row.type}) that was made by a newer version of Assay`,
    submission: null,
    counted: false,
    reason: MADE_BY_NEWER,
  };
}

const MADE_BY_NEWER = 'It was made by a newer version of Assay. Update to read it.';

/**
 * Of a submission that is a script of a set, the records that whoever is at the desk is shown who is not told so: what
 * was asked of themselves and what they did. Null where nothing of it is kept from them.
 */
function ownPart(workspace: Workspace, id: SubmissionId): ((fact: Fact) => boolean) | null {
  const { store } = workspace;
  if (!store.standards.isNamed(id)) return null;
  const view = store.views.submission(id);
  if (!view?.standard || readsStandard(workspace, view, workspace.me())) return null;
  const { personOf } = store.authority();
  const isMine = (key: PersonKey) => personOf(key) === workspace.person();
  return (fact) => {
    if (fact.type === 'submission.received') return true;
    if (fact.type === 'submission.allocated') return isMine(fact.body.person);
    if (fact.type === 'allocation.withdrawn') {
      const allocation = store.records.fact(fact.body.allocation);
      return allocation?.type === 'submission.allocated' && isMine(allocation.body.person);
    }
    return isMine(fact.author);
  };
}

/** The ledger as a timeline, newest first. What only a newer version can read comes before all else. */
export function timeline(
  workspace: Workspace,
  filter: { readonly submission?: SubmissionId | undefined; readonly type?: string | undefined },
  offset: number,
  limit: number,
): { total: number; entries: TimelineEntry[] } {
  const { store } = workspace;
  const type = filter.type ?? null;
  const isOwn = filter.submission ? ownPart(workspace, filter.submission) : null;
  if (filter.submission && isOwn) {
    const rows = store.records.storedAbout(`s:${filter.submission}`).filter((row) => {
      const fact = factOfStored(row.id, row.bytes);
      return isOwn(fact) && (type === null || fact.type === type);
    });
    const page = rows.toSorted((a, b) => b.position - a.position).slice(offset, offset + limit);
    return { total: rows.length, entries: page.map((row) => entryOf(workspace, row)) };
  }
  const newer = filter.submission ? { total: 0, rows: [] } : store.newer.placed(type, offset, limit);
  const page = store.records.page(
    {
      ...(filter.submission ? { subject: `s:${filter.submission}` } : {}),
      ...(type ? { type } : {}),
    },
    Math.max(0, offset - newer.total),
    limit - newer.rows.length,
  );
  return {
    total: newer.total + page.total,
    entries: [
      ...newer.rows.map((row) => newerEntry(workspace, row)),
      ...page.rows.map((row) => entryOf(workspace, row)),
    ],
  };
}

/** Whether the record holds marks that whoever is at the desk must not see before giving their own. */
function holdsMarksToCome(workspace: Workspace, fact: Fact): boolean {
  const holdsMarks =
    fact.type === 'assessment.submitted' ||
    fact.type === 'assessment.countersigned' ||
    fact.type === 'outcome.agreed' ||
    fact.type === 'outcome.referred' ||
    fact.type === 'outcome.confirmed' ||
    fact.type === 'batch.finding' ||
    fact.type === 'batch.item_verified' ||
    fact.type === 'appeal.checked' ||
    fact.type === 'appeal.decided';
  const { personOf } = workspace.store.authority();
  // These hold the marks of many.
  if (fact.type === 'batch.sample_drawn' && personOf(fact.author) !== workspace.person())
    return !workspace.store.authority().holds(workspace.me(), READERS, null, nowIn(workspace)).allowed;
  // These tell which scripts are seeds, and how they are to be marked.
  if (fact.type.startsWith('standardisation.') && 'unit' in fact.body && typeof fact.body.unit === 'string')
    return !workspace.store.authority().holds(workspace.me(), READERS, fact.body.unit, nowIn(workspace))
      .allowed;
  const id = submissionOf(fact);
  if (id !== null && ownPart(workspace, id)?.(fact) === false) return true;
  if (!holdsMarks || personOf(fact.author) === workspace.person()) return false;
  const opened = loadSubmission(workspace, fact.body.submission);
  if (opened.ok) return !maySeeOthers(workspace, opened.value.view, workspace.me());
  // Marks may come before the submission does, and whoever is to mark it then must not have read them.
  return !workspace.store.authority().holds(workspace.me(), READERS, null, nowIn(workspace)).allowed;
}

/** Everything needed to check one record by hand, and our own checks of it. Fails with `record.unknown`, `record.newer`, `record.not_yet`. */
export function recordProof(workspace: Workspace, id: RecordId): Result<RecordProof> {
  const { store } = workspace;
  const row = store.records.get(id);
  // What it says may be marks that are not to be seen yet, so nothing of it is shown.
  if (!row && store.newer.get(id)) return refused('record.newer', MADE_BY_NEWER);
  if (!row) return refused('record.unknown', 'This record is not in the ledger.');
  const fact = factOfStored(id, row.bytes);
  if (holdsMarksToCome(workspace, fact)) {
    return refused(
      'record.not_yet',
      'This record holds another assessor’s marks. You can read it when you may not mark the submission yourself any more.',
    );
  }
  const key = publicKeyOf(fact.author);
  const envelope: { prev: RecordId | null } = JSON.parse(row.bytes.toString('utf8'));
  const check = (name: string, holds: boolean, yes: string, no: string): VerifyCheck => ({
    name,
    ok: holds,
    message: holds ? yes : no,
    status: holds ? 'holds' : 'fails',
  });
  const signed = key !== null && verifyEd25519(key, row.bytes, row.signature);
  const { author, seq } = fact;
  const chained =
    envelope.prev === null ? seq === 1 : store.chains.isAt({ author, seq: seq - 1, id: envelope.prev });
  const reason = store.views.notCounted(id);
  return ok({
    record: id,
    canonical: row.bytes.toString('utf8'),
    signature: row.signature.toString('base64url'),
    author: fact.author,
    previous: envelope.prev,
    checks: [
      check(
        'id',
        recordIdOf(row.bytes) === id,
        'The id is the SHA-256 of these bytes.',
        'The id is not the SHA-256 of these bytes.',
      ),
      check(
        'signature',
        signed,
        'The author’s key signed exactly these bytes.',
        'The signature does not fit these bytes.',
      ),
      check(
        'chain',
        chained,
        'It follows the author’s previous record.',
        'The author’s previous record is missing.',
      ),
      check('standing', reason === null, 'Its author held the role it needs.', reason ?? ''),
    ],
  });
}
