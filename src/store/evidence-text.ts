import { EvidencePlace } from '../domain/evidence-place.ts';
import type { ArtifactHash, SubmissionId } from '../domain/ids.ts';
import { ftsQuery, type SearchTerm } from '../domain/search-terms.ts';
import type { Db } from './open-database.ts';
import type { RecordReader } from './records.ts';
import { type Snippet, snippetIn } from './snippets.ts';
import { wordMatcher } from './word-matcher.ts';

/** Parts of an artifact are numbered from here times its number. */
export const PARTS_EACH = 4096;

export interface WaitingArtifact {
  readonly number: number;
  readonly hash: ArtifactHash;
  readonly mediaType: string;
}

export type ReadState = 'waiting' | 'read' | 'in_part' | 'no_text' | 'unreadable';

export interface EvidenceHit extends Snippet {
  readonly artifact: ArtifactHash;
  readonly place: EvidencePlace;
}

/** The words of evidence, by artifact and place. Local: made from the vault, and again at will. */
export interface EvidenceTexts {
  /**
   * Learns of the evidence of submissions that came since; at most `limit` of them in one transaction. False when
   * there are no more. `hasText` tells the media types that are worth reading.
   */
  link(limit: number, hasText: (mediaType: string) => boolean): boolean;
  /** What an older extractor could not read waits again. */
  retry(extractor: number): void;
  /** The next artifact after a number that has not been read. */
  nextWaiting(after: number): WaitingArtifact | null;
  /** Takes out what a reading that was interrupted left behind. At most so many parts at once; false when none is left. */
  clear(number: number, limit: number): boolean;
  /** Adds parts in order, the first of them being the artifact's `from`th. One transaction. */
  add(number: number, from: number, parts: readonly { place: EvidencePlace; text: string }[]): void;
  finish(number: number, state: Exclude<ReadState, 'waiting'>, why: string | null, extractor: number): void;
  progress(): { readonly total: number; readonly done: number; readonly unreadable: number };
  stateOf(hash: ArtifactHash): { readonly state: ReadState; readonly why: string | null } | null;
  /** The numbers of the parts that hold a term, ascending. */
  partsWith(term: SearchTerm): readonly number[];
  /** Places of one artifact where every term occurs, in order, at most so many. */
  search(hash: ArtifactHash, terms: readonly SearchTerm[], limit: number): readonly EvidenceHit[];
  /** The best place in a submission's evidence: one where all terms occur, or else any of them. */
  bestHit(submission: SubmissionId, terms: readonly SearchTerm[]): EvidenceHit | null;
  /** Forgets the words of artifacts, for good: what SQLite held of them is overwritten. */
  erase(hashes: readonly ArtifactHash[]): void;
  /** Changes whenever the answers may. */
  version(): number;
}

/** Numbers in ascending order. */
type Sorted = readonly number[];

const REMEMBERED_TERMS = 16;

/** Of a stretch of lines, the one at this place of its text. */
function lineAt(place: EvidencePlace, text: string, at: number): EvidencePlace {
  if (place.kind !== 'lines') return place;
  const line = Math.min(place.to, place.from + text.slice(0, at).split('\n').length - 1);
  return { kind: 'lines', from: line, to: line };
}

export function evidenceTexts(db: Db, records: Pick<RecordReader, 'fact'>): EvidenceTexts {
  let changes = 0;
  const received = db.prepare<[number, number], { position: number; id: string }>(
    "SELECT position, id FROM records WHERE type = 'submission.received' AND position > ? ORDER BY position LIMIT ?",
  );
  const linkedTo = db.prepare<[], number>('SELECT position FROM evidence_linked_to').pluck();
  const setLinkedTo = db.prepare<[number]>('UPDATE evidence_linked_to SET position = ?');
  const addArtifact = db.prepare<[string, string, string]>(
    'INSERT INTO evidence_artifacts (hash, media_type, state, extractor) VALUES (?, ?, ?, 0) ON CONFLICT (hash) DO NOTHING',
  );
  const numberOf = db
    .prepare<[string], number>('SELECT number FROM evidence_artifacts WHERE hash = ?')
    .pluck();
  const addLink = db.prepare<[string, number]>(
    'INSERT INTO evidence_links (submission, artifact) VALUES (?, ?) ON CONFLICT DO NOTHING',
  );
  const retry = db.prepare<[number]>(
    `UPDATE evidence_artifacts SET state = 'waiting', why = NULL WHERE state IN ('no_text', 'unreadable', 'in_part') AND extractor < ?`,
  );
  const nextWaiting = db.prepare<[number], WaitingArtifact>(
    "SELECT number, hash, media_type AS mediaType FROM evidence_artifacts WHERE state = 'waiting' AND number > ? ORDER BY number LIMIT 1",
  );
  const partsOf = db.prepare<[number, number, number], { part: number; text: string }>(
    'SELECT part, text FROM evidence_parts WHERE part >= ? AND part < ? LIMIT ?',
  );
  const unindex = db.prepare<[number, string]>(
    "INSERT INTO evidence_words (evidence_words, rowid, text) VALUES ('delete', ?, ?)",
  );
  const dropPart = db.prepare<[number]>('DELETE FROM evidence_parts WHERE part = ?');
  const addPart = db.prepare<[number, string, string]>('INSERT INTO evidence_parts VALUES (?, ?, ?)');
  const index = db.prepare<[number, string]>('INSERT INTO evidence_words (rowid, text) VALUES (?, ?)');
  const finish = db.prepare<[string, string | null, number, number]>(
    'UPDATE evidence_artifacts SET state = ?, why = ?, extractor = ? WHERE number = ?',
  );
  const countStates = db.prepare<[], { state: ReadState; n: number }>(
    'SELECT state, count(*) AS n FROM evidence_artifacts GROUP BY state',
  );
  const stateOf = db.prepare<[string], { state: ReadState; why: string | null }>(
    'SELECT state, why FROM evidence_artifacts WHERE hash = ?',
  );
  const match = wordMatcher(db, 'evidence_words');
  const onePart = db.prepare<[number], { place: string; text: string }>(
    'SELECT place, text FROM evidence_parts WHERE part = ?',
  );
  const artifactsOf = db.prepare<[string], { number: number; hash: ArtifactHash }>(
    `SELECT a.number, a.hash FROM evidence_links l JOIN evidence_artifacts a ON a.number = l.artifact
     WHERE l.submission = ? AND a.state IN ('read', 'in_part', 'waiting') ORDER BY l.link`,
  );
  const remembered = new Map<string, Sorted>();
  let rememberedAt = 0;

  const partsWith = (term: SearchTerm): Sorted => {
    if (rememberedAt !== changes) remembered.clear();
    rememberedAt = changes;
    const query = ftsQuery([term]) ?? '';
    const known = remembered.get(query) ?? match(query);
    // The one asked for last is forgotten last.
    remembered.delete(query);
    remembered.set(query, known);
    const [oldest] = remembered.keys();
    if (remembered.size > REMEMBERED_TERMS && oldest !== undefined) remembered.delete(oldest);
    return known;
  };

  /** Parts of an artifact that hold all the terms, or any of them, in order. */
  const partsWithin = (
    number: number,
    lists: readonly Sorted[],
    join: 'all' | 'any',
    limit: number,
  ): Sorted => {
    const [from, to] = [number * PARTS_EACH, (number + 1) * PARTS_EACH];
    const within = lists.map((list) => list.slice(firstFrom(list, from), firstFrom(list, to)));
    const [first = [], ...others] = within;
    const parts =
      join === 'all'
        ? first.filter((part) => others.every((list) => list[firstFrom(list, part)] === part))
        : [...new Set(within.flat())].sort((a, b) => a - b);
    return parts.slice(0, limit);
  };

  const hitIn = (artifact: ArtifactHash, part: number, terms: readonly SearchTerm[]): EvidenceHit | null => {
    const row = onePart.get(part);
    if (!row) return null;
    const { snippet, at } = snippetIn(row.text, terms);
    return { artifact, place: lineAt(EvidencePlace.parse(JSON.parse(row.place)), row.text, at), snippet };
  };

  const clear = db.transaction((number: number, limit: number): boolean => {
    const parts = partsOf.all(number * PARTS_EACH, (number + 1) * PARTS_EACH, limit);
    for (const { part, text } of parts) {
      unindex.run(part, text);
      dropPart.run(part);
    }
    return parts.length === limit;
  });

  const eraseAll = db.transaction((hashes: readonly ArtifactHash[]) => {
    for (const hash of hashes) {
      // One that nobody has come to read yet must not wait to be read for ever.
      addArtifact.run(hash, '', 'no_text');
      const number = numberOf.get(hash);
      if (number === undefined) continue;
      while (clear(number, 1000));
      finish.run('no_text', 'erased', Number.MAX_SAFE_INTEGER, number);
    }
    // Words that were deleted stay in the index's older segments until these are merged.
    db.exec("INSERT INTO evidence_words (evidence_words) VALUES ('optimize')");
    changes += 1;
  });

  return {
    link: db.transaction((limit: number, hasText: (mediaType: string) => boolean) => {
      const found = received.all(linkedTo.get() ?? 0, limit);
      for (const { id } of found) {
        const fact = records.fact(id as Parameters<RecordReader['fact']>[0]);
        if (fact?.type !== 'submission.received') continue;
        for (const { hash, mediaType } of fact.body.artifacts) {
          addArtifact.run(hash, mediaType, hasText(mediaType) ? 'waiting' : 'no_text');
          const number = numberOf.get(hash);
          if (number !== undefined) addLink.run(fact.body.submission, number);
        }
      }
      const last = found.at(-1);
      if (last) {
        setLinkedTo.run(last.position);
        changes += 1;
      }
      return found.length === limit;
    }),
    retry: (extractor) => void retry.run(extractor),
    nextWaiting: (after) => nextWaiting.get(after) ?? null,
    clear: (number, limit) => {
      changes += 1;
      return clear(number, limit);
    },
    add: db.transaction(
      (number: number, from: number, parts: readonly { place: EvidencePlace; text: string }[]) => {
        for (const [offset, { place, text }] of parts.entries()) {
          const part = number * PARTS_EACH + from + offset;
          addPart.run(part, JSON.stringify(place), text);
          index.run(part, text);
        }
        changes += 1;
      },
    ),
    finish: (number, state, why, extractor) => void finish.run(state, why, extractor, number),
    progress() {
      const counts = { waiting: 0, read: 0, in_part: 0, no_text: 0, unreadable: 0 };
      for (const { state, n } of countStates.all()) counts[state] = n;
      const done = counts.read + counts.in_part + counts.unreadable;
      return { total: done + counts.waiting, done, unreadable: counts.unreadable };
    },
    stateOf: (hash) => stateOf.get(hash) ?? null,
    partsWith,
    search(hash, terms, limit) {
      const number = numberOf.get(hash);
      if (number === undefined || terms.length === 0) return [];
      return partsWithin(number, terms.map(partsWith), 'all', limit).flatMap(
        (part) => hitIn(hash, part, terms) ?? [],
      );
    },
    bestHit(submission, terms) {
      if (terms.length === 0) return null;
      const lists = terms.map(partsWith);
      const artifacts = artifactsOf.all(submission);
      for (const join of ['all', 'any'] as const) {
        for (const { number, hash } of artifacts) {
          const [part] = partsWithin(number, lists, join, 1);
          if (part !== undefined) return hitIn(hash, part, terms);
        }
      }
      return null;
    },
    erase: (hashes) => eraseAll(hashes),
    version: () => changes,
  };
}

/** The place of the first number that is not smaller than this one. */
function firstFrom(list: Sorted, number: number): number {
  let from = 0;
  let to = list.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((list[middle] ?? 0) < number) from = middle + 1;
    else to = middle;
  }
  return from;
}
