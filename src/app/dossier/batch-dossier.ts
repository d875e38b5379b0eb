import type { CallContext } from '../../api/handlers.ts';
import type { Dossier, DossierFinding, DossierOutcome } from '../../api/shapes.ts';
import type { Branch, FindingFact, VerifiedFact } from '../../domain/batches/batch-branch.ts';
import { lastSaid } from '../../domain/batches/last-said.ts';
import { inOrder } from '../../domain/facts.ts';
import type { PersonKey, RecordId } from '../../domain/ids.ts';
import { ok, type Result, refused } from '../../domain/result.ts';
import type { Unit } from '../../domain/rubric.ts';
import { ruleInWords } from '../../domain/sampling/rule-in-words.ts';
import { hashOf } from '../../ledger/content-ids.ts';
import { coverageShape, learnerOf, whyInWords } from '../batches/describe-sample.ts';
import { loadBatch, type OpenedBatch } from '../batches/take-step.ts';
import { decidedInWords } from '../chain/judged-in-words.ts';
import { howInWords } from '../chain/say-fact.ts';
import { identityOf, loadSubmission, maySeeOthers } from '../load-submission.ts';
import { readMarkings, statisticsShape } from '../marking-statistics.ts';
import { recordInWords } from '../timeline.ts';
import type { Workspace } from '../workspace.ts';
import { peopleIn } from './people-in-batch.ts';
import { timelineOf } from './timeline-of-batch.ts';

/**
 * All that a batch shows to whoever answers for its quality. Fails as `loadBatch` does, with `batch.wrong_state` while
 * marking is open, and with `dossier.not_yet` for whoever may still mark some of it.
 */
export async function batchDossier(
  workspace: Workspace,
  id: RecordId,
  at: string,
  call: CallContext,
): Promise<Result<Dossier>> {
  const opened = loadBatch(workspace, id);
  if (!opened.ok) return opened;
  const { view, current, unit } = opened.value;
  const { branch } = current;
  if (!branch)
    return refused(
      'batch.wrong_state',
      'Marking is still open, so there is nothing to tell yet. Close it first.',
    );
  const sealed = stillToMark(workspace, branch);
  if (sealed !== null) return sealed;
  const read = await readMarkings(workspace, unit.id, call);
  if (!read.ok) return read;
  const members = read.value.markings.filter(({ submission }) => branch.members.has(submission));
  const { nameOf, personOf, rolesOf } = workspace.store.authority();
  const person = (key: PersonKey) => ({ key: personOf(key), name: nameOf(key) });
  const said = (fact: { readonly id: RecordId; readonly at: string; readonly author: PersonKey }) => ({
    record: fact.id,
    at: fact.at,
    by: person(fact.author),
  });
  const founding = workspace.store.records
    .factsAbout('people')
    .find((fact) => fact.type === 'workspace.created');
  const timeline = timelineOf(workspace, view);
  const outcomes = outcomesIn(workspace, opened.value, branch);
  const { confirmation, decision } = current;
  return ok({
    assay: 'dossier',
    v: 1,
    exported: { at, by: person(workspace.me()), roles: [...rolesOf(workspace.me(), at)] },
    provider: founding?.body.provider ?? '',
    workspace: { id: workspace.id, name: founding?.body.name ?? '' },
    unit: { id: unit.id, code: unit.code, title: unit.title, version: unit.versionLabel },
    batch: {
      record: id,
      label: view.opened.body.label,
      mode: view.mode,
      state: current.state,
      version: current.version,
      openedAt: view.opened.at,
      openedBy: person(view.opened.author),
      confirmed: confirmation && said(confirmation),
    },
    outcomes,
    draws: branch.draws.map((draw) => ({
      ...said(draw),
      seed: draw.body.seed,
      rule: draw.body.rule,
      ruleInWords: ruleInWords(draw.body.rule),
      population: draw.body.population.length,
      populationSha256: hashOf(draw.body.population),
      drawn: [...draw.body.drawn],
      reason: draw.body.reason,
    })),
    findings: [...branch.findings, ...branch.verified].sort(inOrder).map((fact) => ({
      ...said(fact),
      ...findingShape(workspace, unit, fact),
    })),
    decision: decision && {
      ...said(decision),
      decision: decision.body.decision.kind,
      adjustments: adjustmentsIn(unit, decision.body.decision),
      reason: decision.body.reason,
    },
    unseen: current.unseen.flatMap((record) => recordInWords(workspace, record)),
    coverage: coverageShape(
      workspace,
      unit,
      branch.draws[0]?.body.population ?? [],
      new Set<string>(branch.sample.keys()),
    ),
    statistics: statisticsShape(workspace, unit, members),
    timeline,
    people: peopleIn(workspace, unit, timeline, outcomes),
  });
}

/** A dossier holds every mark of the batch, so whoever is to give one of them does not get it. */
function stillToMark(workspace: Workspace, branch: Branch): ReturnType<typeof refused> | null {
  const hidden = workspace.store.appeals.remarkedBy(workspace.person());
  const some = [...branch.members.keys()].filter((submission) => {
    const opened = loadSubmission(workspace, submission);
    return (
      hidden.has(submission) || (opened.ok && !maySeeOthers(workspace, opened.value.view, workspace.me()))
    );
  });
  return some.length === 0
    ? null
    : refused(
        'dossier.not_yet',
        `You may still mark ${some.length} of the ${branch.members.size} in this batch yourself, and the dossier holds what others gave. Once the batch is confirmed you can export it; whoever marks nothing can now.`,
      );
}

function outcomesIn(workspace: Workspace, { unit }: OpenedBatch, branch: Branch): DossierOutcome[] {
  const { nameOf, personOf } = workspace.store.authority();
  const last = lastSaid(branch);
  const outcomes = [...branch.members.values()].map((member): DossierOutcome => {
    const { submission, assessors, sources } = member;
    const opened = loadSubmission(workspace, submission);
    const view = opened.ok ? opened.value.view : null;
    const outcome = view?.outcome ?? null;
    const looked = last.get(submission);
    return {
      submission,
      learner: opened.ok ? identityOf(opened.value).name : 'an unknown submission',
      attempt: view?.received.body.attempt ?? 1,
      assessors: assessors.map((key) => ({ key: personOf(key), name: nameOf(key) })),
      assessments: [...sources],
      state: view?.state ?? 'awaiting',
      verdict: outcome?.verdict ?? null,
      total: outcome?.total ?? null,
      how: outcome ? howInWords(outcome.how) : null,
      record: outcome?.record ?? null,
      drawnBecause: whyInWords(workspace, unit, branch.sample.get(submission) ?? []).map(
        ({ reason }) => reason,
      ),
      looked: looked ? wordOf(looked) : null,
    };
  });
  return outcomes.sort((a, b) => text(a.learner, b.learner) || text(a.submission, b.submission));
}

// By code units, as no two machines sort by their languages in one way.
const text = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

const wordOf = (fact: FindingFact | VerifiedFact): DossierFinding['finding'] =>
  fact.type === 'batch.finding' ? fact.body.finding : fact.body.as.kind;

function findingShape(
  workspace: Workspace,
  unit: Unit,
  fact: FindingFact | VerifiedFact,
): Omit<DossierFinding, 'record' | 'at' | 'by'> {
  const { submission } = fact.body;
  const about = { submission, learner: learnerOf(workspace, submission), finding: wordOf(fact) };
  if (fact.type === 'batch.finding')
    return {
      ...about,
      note: fact.body.note,
      wouldHaveGiven: fact.body.decisions.map((one) => {
        const { criterion, decision } = decidedInWords(unit, one);
        return { criterion, decision };
      }),
      actions: [],
      due: null,
    };
  const { as } = fact.body;
  return {
    ...about,
    note: as.kind === 'agree' ? '' : as.note,
    wouldHaveGiven: [],
    actions: as.kind === 'return' ? as.actions.map((one) => one.text) : [],
    due: as.kind === 'return' ? as.due : null,
  };
}

type Decided = NonNullable<OpenedBatch['current']['decision']>['body']['decision'];

const adjustmentsIn = (unit: Unit, decision: Decided): string[] =>
  decision.kind === 'adjust'
    ? decision.adjustments.map(
        ({ criterion, by }) =>
          `${unit.criteria.find((one) => one.id === criterion)?.title ?? criterion}: ${by > 0 ? '+' : ''}${by}`,
      )
    : [];
