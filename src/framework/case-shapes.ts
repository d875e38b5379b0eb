import { z } from 'zod';

/**
 * The parts of a CASE package that make a unit, read leniently: real packages leave out required fields,
 * write numbers as text, and mix 1.0 with 1.1. What cannot be read counts as absent.
 */
const text = z
  .union([z.string(), z.number().transform(String)])
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);
const number = z
  .union([z.number(), z.string().trim().min(1).transform(Number)])
  .nullish()
  .catch(null)
  .transform((value) => (typeof value === 'number' && Number.isFinite(value) ? value : null));
const texts = z
  .union([z.array(z.string()), z.string().transform((value) => [value])])
  .nullish()
  .catch(null)
  .transform((value) => value ?? []);
const listOf = <T extends z.ZodType>(shape: T) =>
  z
    .array(z.unknown())
    .nullish()
    .catch(null)
    .transform((values) =>
      (values ?? []).flatMap((value) => {
        const parsed = shape.safeParse(value);
        return parsed.success ? [parsed.data] : [];
      }),
    );
const extensions = z
  .record(z.string(), z.unknown())
  .nullish()
  .catch(null)
  .transform((value) => value ?? {});

const named = { identifier: text, uri: text, extensions };

/** A link to another object; some packages give only its address. */
const Link = z
  .union([
    z.object({ identifier: text, uri: text }),
    z.string().transform((uri) => ({ identifier: null, uri })),
  ])
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);

export const CaseLevel = z.object({
  ...named,
  quality: text,
  description: text,
  feedback: text,
  score: number,
  position: number,
});
export type CaseLevel = z.infer<typeof CaseLevel>;

export const CaseCriterion = z.object({
  ...named,
  category: text,
  description: text,
  weight: number,
  position: number,
  CFItemURI: Link,
  CFRubricCriterionLevels: listOf(CaseLevel),
});
export type CaseCriterion = z.infer<typeof CaseCriterion>;

export const CaseRubric = z.object({
  ...named,
  title: text,
  description: text,
  CFRubricCriteria: listOf(CaseCriterion),
});
export type CaseRubric = z.infer<typeof CaseRubric>;

export const CaseItem = z.object({
  ...named,
  fullStatement: text,
  abbreviatedStatement: text,
  humanCodingScheme: text,
  educationLevel: texts,
});
export type CaseItem = z.infer<typeof CaseItem>;

export const CaseAssociation = z.object({
  associationType: text,
  originNodeURI: Link,
  destinationNodeURI: Link,
});
export type CaseAssociation = z.infer<typeof CaseAssociation>;

export const CaseDocument = z.object({
  ...named,
  title: text,
  description: text,
  version: text,
  lastChangeDateTime: text,
});
export type CaseDocument = z.infer<typeof CaseDocument>;

export const CasePackage = z.object({
  CFDocument: CaseDocument,
  CFItems: listOf(CaseItem),
  CFAssociations: listOf(CaseAssociation),
  CFRubrics: listOf(CaseRubric),
});
export type CasePackage = z.infer<typeof CasePackage>;
