import { seesOthers, type UnitPart } from '../domain/comment-sight.ts';
import type { PersonKey, SubmissionId, UnitId } from '../domain/ids.ts';
import { ftsQuery, type SearchTerm } from '../domain/search-terms.ts';
import { type EvidenceTexts, PARTS_EACH } from './evidence-text.ts';
import type { Db } from './open-database.ts';
import type { QueueColumns } from './queue-columns.ts';
import { QueueWords } from './queue-words.ts';
import { wordMatcher } from './word-matcher.ts';

/** Where a term was found, as bits. */
export const IN = { names: 1, evidence: 2, comments: 4 } as const;

/** What a person may see of others' comments, by unit. Without it only their own are found. */
export type CommentSight = (unit: UnitId) => UnitPart;

/** Found or not, of every slot of the queue. */
export interface FoundSlots {
  /** 0 where some term is missing; 1 where all are in names, titles and units; 2 where some are elsewhere. */
  readonly rank: Uint8Array;
  /** Where any of the terms was found, as bits. */
  readonly where: Uint8Array;
}

const REMEMBERED_TERMS = 16;

/** What is looked for in names, evidence and comments, of every submission, as one person may see it. */
export class QueueSearch {
  readonly names = new QueueWords();
  readonly #columns: QueueColumns;
  readonly #db: Db;
  /** The names under which I write: drafts under this machine's key, assessments under my first. */
  readonly #mine: ReadonlySet<PersonKey>;
  readonly #slots = new Map<SubmissionId, number>();
  /** Slots by the number of an artifact. Most artifacts were handed in once. */
  readonly #slotsOfArtifact: (number | number[] | undefined)[] = [];
  readonly #slotOfComment: number[] = [];
  readonly #authors: ('me' | 'other' | undefined)[] = [];
  readonly #isDraft: boolean[] = [];
  /** Submissions with evidence or comments that the queue does not know. */
  readonly #missed = new Set<SubmissionId>();
  #lastLink = 0;
  #lastComment = 0;
  #evidenceVersion = -1;
  #commentsVersion = -1;
  /** Numbers of comments that hold a term. */
  readonly #commentsWith = new Map<string, readonly number[]>();

  readonly #evidence: EvidenceTexts | null;
  readonly #commentsMatching: (query: string) => readonly number[];

  constructor(
    db: Db,
    { me, person }: { readonly me: PersonKey; readonly person: PersonKey },
    columns: QueueColumns,
    evidence: EvidenceTexts | null,
  ) {
    this.#evidence = evidence;
    this.#db = db;
    this.#commentsMatching = wordMatcher(db, 'comment_words');
    this.#mine = new Set([me, person]);
    this.#columns = columns;
  }

  put(submission: SubmissionId, slot: number, search: string): void {
    const before = this.#slots.get(submission);
    this.#slots.set(submission, slot);
    this.names.put(slot, search);
    // What came before its submission did is read again.
    if (before === slot || (before === undefined && !this.#missed.delete(submission))) return;
    this.#lastLink = 0;
    this.#slotsOfArtifact.length = 0;
    this.#lastComment = 0;
    this.#slotOfComment.length = 0;
    this.#evidenceVersion = -1;
    this.#commentsVersion = -1;
  }

  /** Learns of evidence and comments that came since. */
  follow(evidenceVersion: number, commentsVersion: number): void {
    if (evidenceVersion !== this.#evidenceVersion) {
      this.#readLinks();
      this.#evidenceVersion = evidenceVersion;
    }
    if (commentsVersion !== this.#commentsVersion) {
      this.#commentsWith.clear();
      this.#readComments();
      this.#commentsVersion = commentsVersion;
    }
  }

  find(terms: readonly SearchTerm[], sight: CommentSight | null): FoundSlots {
    const size = this.#columns.capacity;
    const rank = new Uint8Array(size).fill(1);
    const where = new Uint8Array(size);
    const visible = this.#visibleIn(sight);
    for (const term of terms) {
      const found = new Uint8Array(size);
      this.names.find(term, found, IN.names);
      const query = ftsQuery([term]);
      if (query !== null) {
        if (this.#evidence) this.#findEvidence(this.#evidence.partsWith(term), found);
        this.#findComments(query, found, visible);
      }
      for (let slot = 0; slot < size; slot += 1) {
        const bits = found[slot] ?? 0;
        where[slot] = (where[slot] ?? 0) | bits;
        if (bits === 0) rank[slot] = 0;
        else if ((bits & IN.names) === 0 && rank[slot] !== 0) rank[slot] = 2;
      }
    }
    return { rank, where };
  }

  #findEvidence(parts: readonly number[], found: Uint8Array): void {
    const { isAnonymous } = this.#columns;
    const mark = (slot: number) => {
      // Whose work it is often stands in the work: looking for a name must not tell.
      if (isAnonymous[slot] === 0) found[slot] = (found[slot] ?? 0) | IN.evidence;
    };
    let before = -1;
    for (const part of parts) {
      const artifact = Math.floor(part / PARTS_EACH);
      if (artifact === before) continue;
      before = artifact;
      const slots = this.#slotsOfArtifact[artifact];
      if (typeof slots === 'number') mark(slots);
      else if (slots) for (const slot of slots) mark(slot);
    }
  }

  #findComments(query: string, found: Uint8Array, isVisible: (comment: number) => boolean): void {
    let comments = this.#commentsWith.get(query);
    if (!comments) {
      comments = this.#commentsMatching(query);
      remember(this.#commentsWith, query, comments);
    }
    for (const comment of comments) {
      const slot = this.#slotOfComment[comment];
      if (slot !== undefined && isVisible(comment)) found[slot] = (found[slot] ?? 0) | IN.comments;
    }
  }

  /** Whether a comment may be seen: one's own always, others' where their assessments are shown, drafts never. */
  #visibleIn(sight: CommentSight | null): (comment: number) => boolean {
    const { units, unit, isClosed, isBlind } = this.#columns;
    const parts = new Map<number, UnitPart>();
    return (comment) => {
      if (this.#authors[comment] === 'me') return true;
      if (this.#authors[comment] !== 'other' || this.#isDraft[comment] || sight === null) return false;
      const slot = this.#slotOfComment[comment] ?? 0;
      const place = unit[slot] ?? 0;
      let part = parts.get(place);
      const id = units[place]?.unit;
      if (!part && id !== undefined) {
        part = sight(id);
        parts.set(place, part);
      }
      return (
        part !== undefined &&
        seesOthers(part, {
          hasMarked: this.#columns.isMarkedByMe(slot),
          isClosed: isClosed[slot] === 1,
          isBlind: isBlind[slot] === 1,
        })
      );
    };
  }

  #readLinks(): void {
    const links = this.#db.prepare<[number], { link: number; submission: SubmissionId; artifact: number }>(
      'SELECT link, submission, artifact FROM evidence_links WHERE link > ? ORDER BY link',
    );
    for (const { link, submission, artifact } of links.iterate(this.#lastLink)) {
      const slot = this.#slots.get(submission);
      if (slot === undefined) this.#missed.add(submission);
      else {
        const known = this.#slotsOfArtifact[artifact];
        if (known === undefined) this.#slotsOfArtifact[artifact] = slot;
        else if (typeof known === 'number') this.#slotsOfArtifact[artifact] = [known, slot];
        else known.push(slot);
      }
      this.#lastLink = link;
    }
  }

  #readComments(): void {
    const comments = this.#db.prepare<
      [number],
      { comment: number; submission: SubmissionId; person: PersonKey; source: string }
    >(
      `SELECT comment, submission, person, source FROM comment_texts c WHERE comment > ? AND (
         EXISTS (SELECT 1 FROM assessments a WHERE a.submission = c.submission AND a.author = c.person AND a.assessment = c.source)
         OR source = 'draft') ORDER BY comment`,
    );
    for (const { comment, submission, person, source } of comments.iterate(this.#lastComment)) {
      const slot = this.#slots.get(submission);
      if (slot === undefined) this.#missed.add(submission);
      else {
        this.#slotOfComment[comment] = slot;
        this.#authors[comment] = this.#mine.has(person) ? 'me' : 'other';
        this.#isDraft[comment] = source === 'draft';
      }
      this.#lastComment = comment;
    }
  }
}

function remember(known: Map<string, readonly number[]>, query: string, found: readonly number[]): void {
  const [oldest] = known.keys();
  if (known.size >= REMEMBERED_TERMS && oldest !== undefined) known.delete(oldest);
  known.set(query, found);
}
