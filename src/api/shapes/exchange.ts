import { z } from 'zod';
import { PersonKey, RecordId, SubmissionId, Timestamp, UnitId } from '../../domain/ids.ts';
import { Role } from '../../domain/roles.ts';
import { Problem } from './problem.ts';

/** What a package between people is for; `backup` is everything of one machine, keys included. */
export const PackageKind = z.enum([
  'invitation',
  'acceptance',
  'assignment',
  'seal',
  'judgments',
  'moderation',
  'workspace',
  'backup',
]);
export type PackageKind = z.infer<typeof PackageKind>;

/** Some number of one sort of thing, in words: `{ what: '3 assessments', n: 3 }`. */
export const Counted = z.object({ what: z.string(), n: z.int() });
export type Counted = z.infer<typeof Counted>;

/** What making a package would put into it, and what stays out. */
export const PackagePlan = z.object({
  kind: PackageKind,
  holds: z.array(Counted),
  /** Sentences: what is left out, and why. */
  leavesOut: z.array(z.string()),
  records: z.int(),
  evidenceBytes: z.number(),
  suggestedName: z.string(),
});
export type PackagePlan = z.infer<typeof PackagePlan>;

export const PackedFile = z.object({
  name: z.string(),
  kind: PackageKind,
  records: z.int(),
  sizeBytes: z.number(),
  encrypted: z.boolean(),
  /** Sentences: what should be in it and is not, since it is damaged on this disk. */
  leftOut: z.array(z.string()),
});
export type PackedFile = z.infer<typeof PackedFile>;

/** What somebody is asked to become. */
export const ProposedAppointment = z.object({
  name: z.string(),
  roles: z.array(Role),
  units: z.union([z.literal('all'), z.array(UnitId)]),
  until: Timestamp.nullable(),
  trainee: z.boolean(),
});
export type ProposedAppointment = z.infer<typeof ProposedAppointment>;

/** What is in a package, before anything of it is taken in. */
export const PackagePreview = z.object({
  file: z.string(),
  kind: PackageKind,
  title: z.string(),
  workspace: z.object({
    id: z.string(),
    name: z.string(),
    /** The workspace that lies open is the one the package belongs to. */
    isOpen: z.boolean(),
  }),
  from: z.object({ key: PersonKey, name: z.string(), words: z.string(), isKnown: z.boolean() }),
  to: z.object({ key: PersonKey, name: z.string(), isMe: z.boolean() }).nullable(),
  at: Timestamp,
  encrypted: z.boolean(),
  adds: z.array(Counted),
  /** Sentences: what would not be added, or not count, and why. */
  addsNot: z.array(z.string()),
  newRecords: z.int(),
  knownRecords: z.int(),
  newEvidenceBytes: z.number(),
  invitation: ProposedAppointment.nullable(),
  /** Of an acceptance: the new key, and the six words to compare aloud. */
  acceptance: z
    .object({
      key: PersonKey,
      words: z.string(),
      proposed: ProposedAppointment.nullable(),
      /** Somebody known who has another device, or lost their key. */
      person: PersonKey.nullable(),
      isAdmitted: z.boolean(),
    })
    .nullable(),
  problems: z.array(Problem),
});
export type PackagePreview = z.infer<typeof PackagePreview>;

/** A file that is no package, or one that cannot be opened: `problem` says why not. */
export const NotOpened = z.object({
  file: z.string(),
  notPackage: z.literal(true),
  problem: Problem.optional(),
});
export type NotOpened = z.infer<typeof NotOpened>;

export const TakenIn = z.object({
  file: z.string(),
  status: z.enum(['taken_in', 'nothing_new', 'refused']),
  added: z.array(Counted),
  addedRecords: z.int(),
  knownRecords: z.int(),
  /** Assessments that could be opened now that every seal is in. */
  openedSeals: z.int(),
  notes: z.array(z.string()),
  problems: z.array(Problem),
});
export type TakenIn = z.infer<typeof TakenIn>;

/** Something that only people can resolve. */
export const ToResolve = z.object({
  id: z.string(),
  kind: z.enum([
    'fork',
    'gap',
    'newer',
    'not_counted',
    'clock',
    'attempts',
    'stale',
    'seal',
    'countersign',
    'damage',
  ]),
  /** One sentence: what is the matter. */
  title: z.string(),
  about: z.string(),
  at: Timestamp.nullable(),
  submission: SubmissionId.nullable(),
  person: z.object({ key: PersonKey, name: z.string() }).nullable(),
  /** Records to look at, newest first. */
  records: z.array(z.object({ record: RecordId, what: z.string(), at: Timestamp })),
  choices: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      about: z.string(),
      /** Whether a reason must be given, may be, or would be kept nowhere. */
      reason: z.enum(['needed', 'welcome', 'none']),
      /** A record in one's name; one that another record can reverse; or only a note on this machine. */
      leaves: z.enum(['record', 'reversible', 'note']),
    }),
  ),
  /** Why whoever is at the desk cannot decide it, or null. */
  notMine: z.string().nullable(),
});
export type ToResolve = z.infer<typeof ToResolve>;

export const Backup = z.object({
  /** Names it for restoring; not a path. */
  id: z.string(),
  at: Timestamp,
  sizeBytes: z.number(),
  kind: z.enum(['automatic', 'before_migration', 'kept']),
});
export type Backup = z.infer<typeof Backup>;
