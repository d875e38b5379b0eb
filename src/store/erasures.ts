import type { FactOf } from '../domain/facts.ts';
import type { ArtifactHash, LearnerId, SubmissionId } from '../domain/ids.ts';
import { factOfStored } from '../ledger/record.ts';
import type { CommentTexts } from './comment-texts.ts';
import type { EvidenceTexts } from './evidence-text.ts';
import type { Db } from './open-database.ts';
import type { RecordPages } from './record-pages.ts';

/** What the ledger names of one learner. */
export interface Belongings {
  readonly submissions: readonly SubmissionId[];
  /** Hashes of private objects. */
  readonly details: readonly string[];
  /** Artifacts that no submission of another learner names. */
  readonly artifacts: readonly ArtifactHash[];
}

/** Learners about whom nothing is to be kept, because somebody who may has said so. */
export interface Erasures {
  isErased(learner: LearnerId): boolean;
  count(): number;
  all(): readonly LearnerId[];
  /** Those for whom it has not been carried out on this machine. */
  waiting(): readonly LearnerId[];
  /** Goes through every submission that was ever received, counted or not. */
  belongingsOf(learner: LearnerId): Belongings;
  /**
   * Removes from the database what is kept about the learner and what was written about their submissions beside the
   * ledger. The artifacts themselves must be gone by then. In the file it stands until `overwrite`.
   */
  carryOut(learner: LearnerId, belongings: Belongings): void;
  /** Overwrites where it lay, by folding in the log and cutting it off. After a kill it is for whoever opens the file next. */
  overwrite(): void;
}

export function erasures(
  db: Db,
  sources: {
    readonly pages: RecordPages;
    readonly evidence: EvidenceTexts;
    readonly comments: CommentTexts;
  },
): Erasures {
  const { pages, evidence, comments } = sources;
  const isErased = db.prepare<[string]>('SELECT 1 FROM erased_learners WHERE learner = ?');
  const count = db.prepare<[], number>('SELECT count(*) FROM erased_learners').pluck();
  const all = db.prepare<[], LearnerId>('SELECT learner FROM erased_learners').pluck();
  const waiting = db
    .prepare<[], LearnerId>(
      'SELECT learner FROM erased_learners WHERE learner NOT IN (SELECT learner FROM erasures_done)',
    )
    .pluck();
  const done = db.prepare<[string]>('INSERT OR IGNORE INTO erasures_done VALUES (?)');
  const dropDetails = db.prepare<[string]>('DELETE FROM private_objects WHERE hash = ?');
  const dropDrafts = db.prepare<[string]>('DELETE FROM drafts WHERE submission = ?');
  const dropAgreements = db.prepare<[string]>('DELETE FROM agreement_drafts WHERE submission = ?');

  function* received(): Generator<FactOf<'submission.received'>['body']> {
    for (const row of pages.ofType('submission.received')) {
      const fact = factOfStored(row.id, row.bytes);
      if (fact.type === 'submission.received') yield fact.body;
    }
  }

  const remove = db.transaction((learner: LearnerId, { submissions, details }: Belongings) => {
    for (const hash of details) dropDetails.run(hash);
    for (const submission of submissions) {
      dropDrafts.run(submission);
      dropAgreements.run(submission);
    }
    comments.erase(submissions);
    done.run(learner);
  });

  return {
    isErased: (learner) => isErased.get(learner) !== undefined,
    count: () => count.get() ?? 0,
    all: () => all.all(),
    waiting: () => waiting.all(),
    belongingsOf(learner) {
      const submissions = new Set<SubmissionId>();
      const details = new Set<string>();
      const artifacts = new Set<ArtifactHash>();
      for (const body of received()) {
        if (body.learner !== learner) continue;
        submissions.add(body.submission);
        details.add(body.details);
        for (const { hash } of body.artifacts) artifacts.add(hash);
      }
      for (const body of received()) {
        if (body.learner === learner || isErased.get(body.learner)) continue;
        for (const { hash } of body.artifacts) artifacts.delete(hash);
      }
      return { submissions: [...submissions], details: [...details], artifacts: [...artifacts] };
    },
    carryOut(learner, belongings) {
      evidence.erase(belongings.artifacts);
      remove(learner, belongings);
    },
    overwrite: () => void db.pragma('wal_checkpoint(TRUNCATE)'),
  };
}
