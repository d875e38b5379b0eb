import type { ChainJudgment, ChainStage } from '../../api/shapes.ts';
import type { Fact } from '../../domain/facts.ts';
import { assertNever } from '../../domain/result.ts';
import { drawSample } from '../../domain/sampling/draw-sample.ts';
import { toleranceInWords } from '../../domain/tolerance-in-words.ts';
import { sha256Of } from '../../ledger/content-ids.ts';
import { whyInWords } from '../batches/describe-sample.ts';
import type { Opened } from '../load-submission.ts';
import type { Workspace } from '../workspace.ts';
import { agreedInWords, assessedInWords, decidedInWords } from './judged-in-words.ts';

type Note = { readonly about: string; readonly text: string };

/** What a record says beyond its one sentence. */
export interface Said {
  readonly stage: ChainStage;
  readonly said: readonly Note[];
  readonly judgments: readonly ChainJudgment[];
}

const say = (
  stage: ChainStage,
  said: readonly Note[] = [],
  judgments: readonly ChainJudgment[] = [],
): Said => ({
  stage,
  said: said.filter(({ text }) => text.trim() !== ''),
  judgments,
});
const day = (time: string | null) => time?.slice(0, 10) ?? '';
const yesNo = (holds: boolean) => (holds ? 'yes' : 'no');

/** Tells one record in words. Marks that were made anew for an appeal belong to the appeal. */
export function sayFact(workspace: Workspace, opened: Opened, fact: Fact): Said {
  const { unit, view } = opened;
  const { nameOf } = workspace.store.authority();
  switch (fact.type) {
    case 'submission.received':
    case 'unit.published':
    case 'submission.set_aside':
    case 'submission.resumed':
      return say('evidence');
    case 'submission.allocated': {
      const { as, sealed, due, criteria, seed } = fact.body;
      const titles = criteria?.map((id) => unit.criteria.find((one) => one.id === id)?.title ?? id);
      return say('allocation', [
        { about: 'As', text: `${as} marker${sealed ? ', sealed' : ''}` },
        { about: 'Criteria', text: titles?.join(', ') ?? 'all' },
        { about: 'Due', text: day(due) },
        { about: 'Seed of the lots', text: seed ?? '' },
      ]);
    }
    case 'allocation.withdrawn':
      return say('allocation');
    case 'assessment.sealed':
      return say('assessment', [{ about: 'Commitment', text: fact.body.commitment }]);
    case 'assessment.submitted': {
      const isRemark = view.appeals.some(({ remarking }) =>
        remarking?.assessments.some((one) => one.id === fact.id),
      );
      const { feedback, actions, supersedes, pleaseCheck } = fact.body;
      return say(
        isRemark ? 'appeal' : 'assessment',
        [
          { about: 'In the place of', text: supersedes?.assessment ?? '' },
          { about: 'Why it was changed', text: supersedes?.reason ?? '' },
          { about: 'Feedback', text: feedback },
          { about: 'Planned', text: actions.map(({ text }) => text).join(' · ') },
          { about: 'Asked to be checked', text: pleaseCheck ? 'yes' : '' },
        ],
        assessedInWords(opened, fact.body),
      );
    }
    case 'assessment.countersigned':
      return say('assessment', [{ about: 'Note', text: fact.body.note }]);
    case 'assessment.recalled':
    case 'assessment.confirmed_unchanged':
      return say('assessment');
    case 'tolerance.set':
      return say('agreement', [{ about: 'Rule', text: toleranceInWords(fact.body.rule) }]);
    case 'outcome.referred':
      return say('agreement', [{ about: 'Why', text: fact.body.note }]);
    case 'outcome.agreed':
      return say(
        'agreement',
        [{ about: 'Why', text: fact.body.note }],
        fact.body.judgments.map((one) => agreedInWords(unit, one)),
      );
    case 'batch.opened':
    case 'batch.marking_closed':
    case 'batch.confirmed':
    case 'batch.reopened':
      return say('moderation');
    case 'batch.sample_drawn':
      return say('moderation', drawnInWords(workspace, opened, fact.body));
    case 'batch.finding':
      return say(
        'moderation',
        [{ about: 'Why', text: fact.body.note }],
        fact.body.decisions.map((one) => decidedInWords(unit, one)),
      );
    case 'batch.item_verified': {
      const { as } = fact.body;
      return say('moderation', [
        { about: 'Note', text: as.kind === 'agree' ? '' : as.note },
        { about: 'To do', text: as.kind === 'return' ? as.actions.map(({ text }) => text).join(' · ') : '' },
        { about: 'Due', text: as.kind === 'return' ? day(as.due) : '' },
      ]);
    }
    case 'batch.decided': {
      const { decision } = fact.body;
      const adjusted = decision.kind === 'adjust' ? decision.adjustments : [];
      return say(
        'moderation',
        adjusted.map(({ criterion, by }) => ({
          about: unit.criteria.find((one) => one.id === criterion)?.title ?? criterion,
          text: by > 0 ? `+${by}` : String(by),
        })),
      );
    }
    case 'outcome.confirmed': {
      const { how, total, judgments } = fact.body;
      return say(
        'confirmation',
        [
          { about: 'Decided', text: howInWords(how) },
          { about: 'Total', text: total ? `${total.points} of ${total.max}` : '' },
        ],
        judgments.map((one) => agreedInWords(unit, one)),
      );
    }
    case 'batch.exported': {
      const mine = fact.body.results.find((one) => one.submission === view.received.body.submission);
      return say('release', [
        { about: 'Manifest', text: fact.body.manifest },
        { about: 'Credential', text: mine?.credential?.id ?? 'none' },
        { about: 'SHA-256 of the credential', text: mine?.credential?.sha256 ?? '' },
      ]);
    }
    case 'appeal.lodged':
      return say('appeal', [
        { about: 'Asked for by', text: fact.body.asker },
        { about: 'Grounds', text: fact.body.grounds },
        { about: 'Received', text: day(fact.body.received) },
      ]);
    case 'appeal.checked': {
      const { totals, evidence, rubric } = fact.body.holds;
      return say('appeal', [
        { about: 'Totals are right', text: yesNo(totals) },
        { about: 'All evidence was looked at', text: yesNo(evidence) },
        { about: 'By the right rubric', text: yesNo(rubric) },
        { about: 'Note', text: fact.body.note },
      ]);
    }
    case 'appeal.process_chosen':
      return say('appeal', [
        { about: 'Marked anew by', text: fact.body.remarkers.map((one) => nameOf(one)).join(', ') },
        { about: 'Why', text: fact.body.reason },
      ]);
    case 'appeal.decided':
      return say(
        'appeal',
        [{ about: 'Why', text: fact.body.reason }],
        fact.body.judgments.map((one) => agreedInWords(unit, one)),
      );
    case 'appeal.withdrawn':
      return say('appeal', [{ about: 'Why', text: fact.body.reason }]);
    case 'appeal.closed':
      return say('appeal');
    // About people and units: none of them is filed under a submission or a batch.
    case 'workspace.created':
    case 'person.appointed':
    case 'appointment.revoked':
    case 'key.added':
    case 'fork.settled':
    case 'conflict.declared':
    case 'conflict.withdrawn':
    case 'learner.erased':
    case 'anonymity.set':
    case 'standardisation.marked':
    case 'standardisation.set_made':
    case 'standardisation.set_ended':
    case 'standardisation.approved':
    case 'standardisation.suspended':
    case 'standardisation.requalifying':
    case 'standardisation.removed':
    case 'standardisation.withdrawn':
      return say('evidence');
    default:
      return assertNever(fact);
  }
}

function drawnInWords(
  workspace: Workspace,
  { view, unit }: Opened,
  { seed, rule, population, reason }: Extract<Fact, { type: 'batch.sample_drawn' }>['body'],
): readonly Note[] {
  const drawn = drawSample({ population, rule, seed }, sha256Of);
  const mine = drawn.ok ? drawn.value.find(({ id }) => id === view.received.body.submission) : undefined;
  const why = whyInWords(workspace, unit, mine?.why ?? []).map((one) => one.reason);
  return [
    { about: 'Seed', text: seed },
    { about: 'This one', text: why.length > 0 ? why.join(' ') : 'It was not drawn.' },
    { about: 'Why the sample was extended', text: reason },
  ];
}

const HOW = {
  single: 'by one assessor',
  auto_agreed: 'by tolerance: the two marks were near enough',
  agreed: 'by agreement',
  adjudicated: 'by an adjudicator',
  appealed: 'by an appeal',
} as const;

export const howInWords = (how: keyof typeof HOW): string => HOW[how];
