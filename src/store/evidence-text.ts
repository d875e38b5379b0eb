import { EvidencePlace } from '../domain/evidence-place.ts';
import type { ArtifactHash, SubmissionId } from '../domain/ids.ts';
import { foldWords, ftsQuery, type SearchTerm } from '../domain/search-terms.ts';
import type { Db } from './open-database.ts';
import type { RecordReader } from './records.ts';
import { type Snippet, snippetOf, snippetSql } from './snippets.ts';

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
  /** Places of one artifact where every term occurs, in order, at most so many. */
  search(hash: ArtifactHash, terms: readonly SearchTerm[], limit: number): readonly EvidenceHit[];
  /** The best place in a submission's evidence: one where all terms occur, or else any of them. */
  bestHit(submission: SubmissionId, terms: readonly SearchTerm[]): EvidenceHit | null;
  /** Forgets the words of artifacts, for good: what SQLite held of them is overwritten. */
  erase(hashes: readonly ArtifactHash[]): void;
  /** Changes whenever the answers may. */
  version(): number;
}

interface HitRow {
  readonly artifact: ArtifactHash;
  readonly place: string;
  readonly text: string;
  readonly snippet: string;
}

/** Of a stretch of lines, the one where the first words found are. */
function lineOf(place: EvidencePlace, text: string, snippet: Snippet['snippet']): EvidencePlace {
  if (place.kind !== 'lines') return place;
  const found = foldWords(snippet.find(({ isFound }) => isFound)?.text ?? '')[0];
  const at = text.split('\n').findIndex((line) => found !== undefined && foldWords(line).includes(found));
  if (at < 0) return place;
  const line = Math.min(place.to, place.from + at);
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
  const hit = `SELECT :hash AS artifact, p.place, p.text, ${snippetSql('evidence_words')} AS snippet
    FROM evidence_words CROSS JOIN evidence_parts p ON p.part = evidence_words.rowid
    WHERE evidence_words MATCH :query AND evidence_words.rowid >= :from AND evidence_words.rowid < :to`;
  const hits = db.prepare<[HitQuery], HitRow>(`${hit} ORDER BY evidence_words.rowid LIMIT :limit`);
  const artifactsOf = db.prepare<[string], { number: number; hash: ArtifactHash }>(
    `SELECT a.number, a.hash FROM evidence_links l JOIN evidence_artifacts a ON a.number = l.artifact
     WHERE l.submission = ? AND a.state IN ('read', 'in_part', 'waiting') ORDER BY l.link`,
  );
  interface HitQuery {
    readonly hash: string;
    readonly query: string;
    readonly from: number;
    readonly to: number;
    readonly limit: number;
  }

  const hitOf = ({ artifact, place, text, snippet: marked }: HitRow): EvidenceHit => {
    const { snippet } = snippetOf(marked);
    return { artifact, place: lineOf(EvidencePlace.parse(JSON.parse(place)), text, snippet), snippet };
  };
  const within = (hash: ArtifactHash, number: number, query: string, limit: number) =>
    hits.all({ hash, query, from: number * PARTS_EACH, to: (number + 1) * PARTS_EACH, limit }).map(hitOf);

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
    search(hash, terms, limit) {
      const query = ftsQuery(terms);
      const number = numberOf.get(hash);
      return query === null || number === undefined ? [] : within(hash, number, query, limit);
    },
    bestHit(submission, terms) {
      const artifacts = artifactsOf.all(submission);
      for (const join of ['AND', 'OR'] as const) {
        const query = ftsQuery(terms, join);
        if (query === null) return null;
        for (const { number, hash } of artifacts) {
          const [first] = within(hash, number, query, 1);
          if (first) return first;
        }
        if (terms.length < 2) return null;
      }
      return null;
    },
    erase(hashes) {
      // Freed pages are overwritten, so that nothing stays behind in the file.
      db.pragma('secure_delete = ON');
      eraseAll(hashes);
      db.pragma('secure_delete = OFF');
    },
    version: () => changes,
  };
}
