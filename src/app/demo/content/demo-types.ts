import { createHash } from 'node:crypto';
import type { AnchorTarget } from '../../../domain/anchor.ts';
import { type AnchorId, CriterionId, UnitId } from '../../../domain/ids.ts';
import type { DraftJudgment, Judgment } from '../../../domain/judgment.ts';
import type { Role } from '../../../domain/roles.ts';
import type { Unit } from '../../../domain/rubric.ts';
import type { DemoFile } from '../build-evidence.ts';

export interface DemoContent {
  readonly workspace: { readonly name: string; readonly provider: string };
  readonly people: readonly DemoPerson[];
  readonly units: readonly Unit[];
  readonly learners: readonly DemoLearner[];
  readonly comments: readonly DemoComment[];
}

export type DemoAssessor = 'assessor1' | 'assessor2';

export interface DemoPerson {
  readonly id: 'provider' | DemoAssessor | 'moderator';
  readonly name: string;
  readonly roles: readonly Role[];
}

/** Where an assessor pointed. The file's hash, and where a quoted passage stands, are known once the file is built. */
export interface DemoAnchor {
  readonly id: AnchorId;
  readonly path: string;
  readonly at: AnchorTarget | { readonly kind: 'quote'; readonly quote: string };
}

interface DemoAssessmentParts<J> {
  readonly by: DemoAssessor;
  readonly judgments: readonly J[];
  readonly anchors: readonly DemoAnchor[];
  readonly feedback: string;
  /** For the moderator: "please check". */
  readonly pleaseCheck: boolean;
}

export interface DemoAssessment extends DemoAssessmentParts<Judgment> {
  readonly at: string;
}

/** An assessment its assessor has begun and not submitted. */
export type DemoDraft = DemoAssessmentParts<DraftJudgment>;

/** What the moderator settled for each criterion, and from whose judgment. */
export interface DemoAgreed {
  readonly by: 'moderator';
  readonly at: string;
  readonly reason: string;
  readonly judgments: readonly (Judgment & { readonly from: readonly DemoAssessor[] })[];
}

export interface DemoEvidence {
  /** Inside the bundle's payload. */
  readonly path: string;
  readonly title: string;
  readonly source: DemoFile;
  readonly about: readonly CriterionId[];
  readonly createdAt: string;
}

/** One bundle, as a learner handed it in. */
export interface DemoBundle {
  readonly bundleId: string;
  readonly title: string;
  readonly description: string;
  readonly files: readonly DemoEvidence[];
}

export interface DemoLearner extends DemoBundle {
  readonly identifier: string;
  readonly name: string;
  readonly email: string;
  readonly unit: UnitId;
  /** None, one or two, in the order they were submitted. */
  readonly assessments: readonly DemoAssessment[];
  readonly draft: DemoDraft | null;
  /** Only where the two assessments are out of tolerance and the moderator has reconciled them. */
  readonly agreed: DemoAgreed | null;
  /** The moderator has confirmed the outcome: it is ready to export. */
  readonly confirmed: boolean;
  /** The second attempt; nobody has looked at it yet. */
  readonly again?: DemoBundle;
}

/** What a person keeps at hand to say about a criterion; `decision` as the comment bank names it, null for any. */
export interface DemoComment {
  readonly by: 'provider' | DemoAssessor;
  readonly unit: UnitId;
  readonly criterion: CriterionId;
  readonly decision: string | null;
  readonly text: string;
}

/** A stable `urn:uuid` (version 8, RFC 9562) for a name of the demo. */
export function demoUrn(name: string): string {
  const hex = createHash('sha256').update(`assay demo ${name}`).digest('hex');
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export const SITE_UNIT = UnitId.parse(demoUrn('unit site safety'));
export const LOGGER_UNIT = UnitId.parse(demoUrn('unit data logging'));

/** The demo's short name for a criterion, such as `site/hazards`, as its id. */
export function criterionId(name: string): CriterionId {
  return CriterionId.parse(demoUrn(`criterion ${name}`));
}
