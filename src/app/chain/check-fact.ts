import type { VerifyCheck } from '../../api/shapes.ts';
import type { Fact, FactBody, FactOf } from '../../domain/facts.ts';
import type { AgreedJudgment } from '../../domain/judgment.ts';
import { drawSample } from '../../domain/sampling/draw-sample.ts';
import { decideVerdict, sameDecision } from '../../domain/verdict.ts';
import { commitmentOf } from '../../ledger/commitment.ts';
import { sha256Of, submissionIdOf, unitVersionIdOf } from '../../ledger/content-ids.ts';
import type { Opened } from '../load-submission.ts';
import { assessmentShape } from '../open-submission.ts';
import type { Workspace } from '../workspace.ts';
import { check, notChecked } from './checks.ts';

/** What a record says of others, to be held against them; `of` finds a record that lies here. */
interface Around {
  readonly workspace: Workspace;
  readonly opened: Opened;
  readonly of: (id: string) => Fact | null;
  readonly facts: readonly Fact[];
}

/** Whether what a record says fits the records it names, and what can be worked out again. */
export function checkFact(around: Around, fact: Fact): VerifyCheck[] {
  const { opened } = around;
  switch (fact.type) {
    case 'submission.received': {
      const { submission, unit, learner, artifacts } = fact.body;
      const named = submissionIdOf(
        unit,
        learner,
        artifacts.map(({ hash }) => hash),
      );
      return [
        check(
          'submission',
          named === submission,
          'The submission is named for its unit, its learner and these hashes.',
          'The submission is not named for its unit, its learner and these hashes.',
        ),
      ];
    }
    case 'unit.published':
      return [
        check(
          'rubric',
          unitVersionIdOf(fact.body.unit) === opened.view.received.body.unitVersion,
          'The version that was assessed is the hash of this rubric.',
          'It is another rubric than the one that was assessed.',
        ),
      ];
    case 'assessment.sealed':
      return [sealCheck(around, fact)];
    case 'assessment.submitted':
      return [
        evidenceCheck(opened, fact.body),
        ...carriedChecks(around, fact),
        ...openingChecks(around, fact),
      ];
    case 'outcome.agreed':
      return [takenCheck(around, fact.body.judgments)];
    case 'outcome.confirmed': {
      const { judgments, verdict, total } = fact.body;
      const again = decideVerdict(
        opened.unit,
        new Map(judgments.map(({ criterion, decision }) => [criterion, decision])),
      );
      return [
        check(
          'verdict',
          again.verdict === verdict && again.total?.points === total?.points,
          'The verdict and the total come out of these judgments again.',
          'The verdict or the total does not come out of these judgments.',
        ),
        takenCheck(around, judgments),
      ];
    }
    case 'batch.sample_drawn': {
      const { population, rule, seed, drawn } = fact.body;
      const again = drawSample({ population, rule, seed }, sha256Of);
      return [
        check(
          'draw',
          again.ok && again.value.map(({ id }) => id).join() === drawn.join(),
          'Drawn again from the seed, the rule and the population, the sample is the same.',
          'Drawn again from the seed, the rule and the population, the sample is another.',
        ),
      ];
    }
    case 'batch.exported':
      return releaseChecks(around, fact.body);
    case 'appeal.decided':
      return fact.body.judgments.length > 0 ? [takenCheck(around, fact.body.judgments)] : [];
    default:
      return [];
  }
}

type Sealed = FactOf<'assessment.sealed'>;
type Submitted = FactOf<'assessment.submitted'>;

const keeps = (seal: Sealed, { body: { seal: opening, ...content } }: Submitted): boolean =>
  opening !== undefined &&
  commitmentOf({ salt: opening.salt, author: seal.author, body: content }) === seal.body.commitment;

function sealCheck({ facts }: Around, seal: Sealed): VerifyCheck {
  const openings = facts.filter(
    (one): one is Submitted => one.type === 'assessment.submitted' && one.body.seal?.record === seal.id,
  );
  if (openings.length === 0)
    return notChecked('seal', 'It is not opened here, so what it promised cannot be compared.');
  return check(
    'seal',
    openings.some((one) => keeps(seal, one)),
    'What was opened is what was sealed.',
    'What was opened is not what was sealed.',
  );
}

function openingChecks({ of }: Around, fact: Submitted): VerifyCheck[] {
  if (!fact.body.seal) return [];
  const seal = of(fact.body.seal.record);
  if (seal?.type !== 'assessment.sealed') return [notChecked('seal', 'The seal it opens is not here.')];
  return [
    check(
      'seal',
      keeps(seal, fact),
      `It says just what was sealed at ${seal.at}.`,
      'It differs from what was sealed: it was changed after sealing.',
    ),
  ];
}

function evidenceCheck({ view }: Opened, body: FactBody<'assessment.submitted'>): VerifyCheck {
  const received = new Set<string>(view.received.body.artifacts.map(({ hash }) => hash));
  const named = [...body.evidence, ...body.anchors.map(({ artifact }) => artifact)];
  return check(
    'evidence',
    named.every((hash) => received.has(hash)),
    'All it looked at and points to was handed in.',
    'It names evidence that was not handed in.',
  );
}

function carriedChecks({ workspace }: Around, fact: Submitted): VerifyCheck[] {
  const { carried } = assessmentShape(workspace, fact);
  if (carried.length === 0) return [];
  const broken = carried.find(({ holds }) => !holds);
  return [
    check(
      'carried',
      broken === undefined,
      'What it took over from an earlier attempt was met on the same evidence and criterion.',
      broken?.reason ?? '',
    ),
  ];
}

/** Whether what was taken from an assessment is what that assessment gave. */
function takenCheck({ of }: Around, judgments: readonly AgreedJudgment[]): VerifyCheck {
  const sources = judgments.flatMap((one) => (one.from === null ? [] : [{ ...one, fact: of(one.from) }]));
  if (sources.some(({ fact }) => fact === null))
    return notChecked('sources', 'An assessment that it takes from is not here.');
  const fits = sources.every(
    ({ fact, criterion, decision }) =>
      fact?.type === 'assessment.submitted' &&
      fact.body.judgments.some((one) => one.criterion === criterion && sameDecision(one.decision, decision)),
  );
  return check(
    'sources',
    fits,
    sources.length === 0
      ? 'It takes no value from an assessment: all are new, with reasons.'
      : 'What it takes from assessments is what they gave.',
    'It says to take from an assessment what that did not give.',
  );
}

function releaseChecks({ of, opened }: Around, body: FactBody<'batch.exported'>): VerifyCheck[] {
  const mine = body.results.find((one) => one.submission === opened.view.received.body.submission);
  const outcome = mine ? of(mine.outcome) : null;
  const verdict =
    outcome?.type === 'outcome.confirmed'
      ? outcome.body.verdict
      : outcome?.type === 'appeal.decided'
        ? (opened.view.appeals.find((one) => one.decision?.id === outcome.id)?.outcome?.verdict ?? null)
        : null;
  return [
    verdict === null
      ? notChecked('outcome', 'The outcome it released is not here.')
      : check(
          'outcome',
          mine?.verdict === verdict,
          'It released the verdict that was confirmed.',
          'It released another verdict than was confirmed.',
        ),
    ...(mine?.credential
      ? [
          notChecked(
            'credential',
            'The credential itself is not kept in the workspace. “assay verify” checks the file.',
          ),
        ]
      : []),
  ];
}
