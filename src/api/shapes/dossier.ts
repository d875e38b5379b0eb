import { z } from 'zod';
import { BatchMode } from '../../domain/batches/batch-facts.ts';
import { BatchState } from '../../domain/batches/batch-state.ts';
import { PersonKey, RecordId, SubmissionId, Timestamp, UnitId } from '../../domain/ids.ts';
import { Role } from '../../domain/roles.ts';
import { SamplingRule } from '../../domain/sampling/sampling-rule.ts';
import { OutcomeState, Verdict } from '../../domain/states.ts';
import { Coverage } from './batches.ts';
import { Checked } from './chain.ts';
import { UnitStatistics } from './statistics.ts';

const Person = z.object({ key: PersonKey, name: z.string() });
const said = { record: RecordId, at: Timestamp, by: Person };

/** One outcome of the batch. */
export const DossierOutcome = z.object({
  submission: SubmissionId,
  /** A pseudonym where the name is withheld or erased. */
  learner: z.string(),
  attempt: z.int(),
  assessors: z.array(Person),
  /** The assessments that the batch took in. */
  assessments: z.array(RecordId),
  state: OutcomeState,
  /** Null while there is no outcome. */
  verdict: Verdict.nullable(),
  total: z.object({ points: z.number(), max: z.number() }).nullable(),
  /** How it was decided, in words. */
  how: z.string().nullable(),
  /** The record that confirmed it, or settled it. */
  record: RecordId.nullable(),
  /** Why it was drawn, a sentence each; empty where it was not. */
  drawnBecause: z.array(z.string()),
  /** What was said of it last. */
  looked: z.string().nullable(),
});
export type DossierOutcome = z.infer<typeof DossierOutcome>;

/** What a moderator said of one item of the sample. */
export const DossierFinding = z.object({
  ...said,
  submission: SubmissionId,
  learner: z.string(),
  /** `upheld`, `lenient`, `severe` in moderation; `agree`, `advice`, `return` in verification. */
  finding: z.enum(['upheld', 'lenient', 'severe', 'agree', 'advice', 'return']),
  note: z.string(),
  /** What the moderator would have given, where they said so. */
  wouldHaveGiven: z.array(z.object({ criterion: z.string(), decision: z.string() })),
  /** What the assessor was asked to do, and until when. */
  actions: z.array(z.string()),
  due: Timestamp.nullable(),
});
export type DossierFinding = z.infer<typeof DossierFinding>;

/**
 * All that a batch shows to whoever answers for its quality: what was in it, what was drawn and why, what was found,
 * how markers agree, what happened, and who did it. The same records give the same dossier, but for `exported`.
 */
export const Dossier = z.object({
  assay: z.literal('dossier'),
  v: z.literal(1),
  exported: z.object({ at: Timestamp, by: Person, roles: z.array(Role) }),
  provider: z.string(),
  workspace: z.object({ id: z.string(), name: z.string() }),
  unit: z.object({ id: UnitId, code: z.string(), title: z.string(), version: z.string() }),
  batch: z.object({
    record: RecordId,
    label: z.string(),
    mode: BatchMode,
    state: BatchState,
    /** The one that is told of; the timeline tells of all. */
    version: z.int(),
    openedAt: Timestamp,
    openedBy: Person,
    confirmed: z.object(said).nullable(),
  }),
  /** In order of the learner's name, then of the submission. */
  outcomes: z.array(DossierOutcome),
  /** Each draw can be drawn again from what it was made from: see decision note 18. */
  draws: z.array(
    z.object({
      ...said,
      seed: z.string(),
      rule: SamplingRule,
      /** A sentence for each strategy. */
      ruleInWords: z.array(z.string()),
      population: z.int(),
      populationSha256: z.string(),
      drawn: z.array(SubmissionId),
      reason: z.string(),
    }),
  ),
  /** In order of time. */
  findings: z.array(DossierFinding),
  decision: z
    .object({ ...said, decision: z.string(), adjustments: z.array(z.string()), reason: z.string() })
    .nullable(),
  /** What whoever confirmed it had not seen. */
  unseen: z.array(z.object({ record: RecordId, what: z.string(), at: Timestamp })),
  coverage: z.array(Coverage),
  /** Of the members of the batch alone. */
  statistics: UnitStatistics,
  timeline: z.array(
    z.object({
      ...said,
      type: z.string(),
      what: z.string(),
      /** Whether the bytes of the record prove themselves here: id, signature and place in the chain. */
      checked: Checked,
      /** Why it does not count; null where it does. */
      reason: z.string().nullable(),
    }),
  ),
  people: z.array(
    z.object({
      ...Person.shape,
      appointments: z.array(
        z.object({
          record: RecordId.nullable(),
          roles: z.array(Role),
          from: Timestamp,
          until: Timestamp.nullable(),
        }),
      ),
      /** Their part in the batch. */
      did: z.array(z.string()),
    }),
  ),
});
export type Dossier = z.infer<typeof Dossier>;
