import { ANONYMITY_AND_ACROSS } from './migrations/anonymity-and-across.ts';
import { APPEALS } from './migrations/appeals.ts';
import { BATCHES } from './migrations/batches.ts';
import { CHAINS } from './migrations/chains.ts';
import { COMMENTS_AND_AGREEMENTS } from './migrations/comments-and-agreements.ts';
import { ERASURES } from './migrations/erasures.ts';
import { EVIDENCE_TEXT } from './migrations/evidence-text.ts';
import { FIRST } from './migrations/first.ts';
import { RETURNED } from './migrations/returned.ts';
import { SEALS } from './migrations/seals.ts';
import { SOME_CRITERIA } from './migrations/some-criteria.ts';
import { STANDARDS } from './migrations/standards.ts';
import { SUMS } from './migrations/sums.ts';
import { WAITING } from './migrations/waiting.ts';

/**
 * The schema, step by step: the step at n takes a database from `user_version` n to n + 1.
 * Steps that have shipped are never edited; a new one is added at the end.
 */
export const MIGRATIONS: readonly string[] = [
  FIRST,
  COMMENTS_AND_AGREEMENTS,
  ANONYMITY_AND_ACROSS,
  EVIDENCE_TEXT,
  SUMS,
  CHAINS,
  SEALS,
  ERASURES,
  WAITING,
  BATCHES,
  RETURNED,
  SOME_CRITERIA,
  APPEALS,
  STANDARDS,
];

export const SCHEMA_VERSION = MIGRATIONS.length;

/** The tables that are views of the records. */
export const VIEW_TABLES = [
  'units',
  'tolerances',
  'anonymous_units',
  'submissions',
  'assessments',
  'allocations',
  'to_countersign',
  'disagreements',
  'batches',
  'moderated_batches',
  'batch_members',
  'appeals',
  'remarking',
  'standard_scripts',
  'seen_apart',
  'not_counted',
  'forks',
  'missing_records',
  'attempts_twice',
  'erased_learners',
] as const;
