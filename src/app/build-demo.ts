import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { CallContext } from '../api/handlers.ts';
import type { Anchor } from '../domain/anchor.ts';
import type { PersonKey, SubmissionId } from '../domain/ids.ts';
import type { Draft, DraftJudgment } from '../domain/judgment.ts';
import { ok, type Result, refused } from '../domain/result.ts';
import { sameDecision } from '../domain/verdict.ts';
import { addPerson } from './appoint.ts';
import { saveDraft, submitAssessment } from './assess.ts';
import { saveComment } from './comments.ts';
import type { BuiltEvidence } from './demo/build-evidence.ts';
import type { DemoAnchor, DemoLearner } from './demo/content/demo-types.ts';
import { demoContent } from './demo/demo-content.ts';
import { DemoFailed, must } from './demo/demo-failed.ts';
import { type HandedIn, handedInAt, handIn, handInAll, type Reception } from './demo/hand-in.ts';
import type { KeySealing } from './keyring.ts';
import { loadSubmission } from './load-submission.ts';
import { agreeOutcome } from './moderate.ts';
import { confirmOutcomes } from './release.ts';
import { createWorkspace, type Environment, type Workspace } from './workspace.ts';

export interface DemoWanted {
  /** Where the workspace is built. */
  readonly directory: string;
  /** Where it is moved when it is whole; the same as `directory` when it may stay. */
  readonly finalDirectory: string;
  readonly resourcesDir: string;
  readonly sealing: KeySealing;
  /** Where to keep the learners' bundles; they are thrown away without it. */
  readonly bundlesInto?: string;
}

const FOUNDED = Date.parse('2026-09-01T08:00:00.000Z');
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Builds the demo workspace by doing what people would do: bundles are made, imported, assessed by two people,
 * moderated and confirmed, in the order of their dates, with real keys and records.
 */
export async function buildDemo(
  wanted: DemoWanted,
  environment: Environment,
  call: CallContext,
): Promise<Result<{ submissions: number }>> {
  const bundles = wanted.bundlesInto ?? (await mkdtemp(join(tmpdir(), 'assay-demo-')));
  let workspace: Workspace | null = null;
  try {
    await mkdir(dirname(wanted.directory), { recursive: true });
    await mkdir(bundles, { recursive: true });
    workspace = await foundDemo(wanted, environment);
    const people = await appointPeople(workspace);
    const provider = workspace.me();
    const reception: Reception = { workspace, resourcesDir: wanted.resourcesDir, bundles, call };
    const learners = await handInAll(reception);
    const again = handedInAgain(reception);
    const events = [...eventsOf(workspace, learners, people), ...again].sort((a, b) => a.at - b.at);
    for (const event of events) {
      call.signal.throwIfAborted();
      workspace.store.local.set('me', event.by);
      await event.happen();
    }
    for (const handedIn of learners) keepDraft(workspace, handedIn, people);
    keepComments(workspace, people);
    workspace.store.local.set('me', provider);
    await workspace.close();
    workspace = null;
    if (wanted.finalDirectory !== wanted.directory) await rename(wanted.directory, wanted.finalDirectory);
    return ok({ submissions: learners.length + again.length });
  } catch (error) {
    await workspace?.close();
    await rm(wanted.directory, { recursive: true, force: true });
    if (call.signal.aborted) return refused('call.cancelled', 'Cancelled. No demo workspace was made.');
    if (error instanceof DemoFailed)
      return refused('demo.failed', `The demo workspace could not be built: ${error.message}`);
    throw error;
  } finally {
    if (!wanted.bundlesInto) await rm(bundles, { recursive: true, force: true });
  }
}

async function foundDemo(wanted: DemoWanted, environment: Environment): Promise<Workspace> {
  const { workspace: named, people, units } = demoContent;
  const provider = people.find((person) => person.id === 'provider');
  const workspace = must(
    await createWorkspace(
      {
        directory: wanted.directory,
        name: named.name,
        provider: named.provider,
        person: provider?.name ?? named.provider,
        isDemo: true,
        sealing: wanted.sealing,
        at: FOUNDED,
      },
      environment,
    ),
  );
  must(
    await workspace.state(
      units.map((unit) => ({ type: 'unit.published', body: { unit } })),
      { at: FOUNDED + 60_000 },
    ),
  );
  return workspace;
}

type People = ReadonlyMap<string, PersonKey>;

async function appointPeople(workspace: Workspace): Promise<People> {
  const people = new Map<string, PersonKey>([['provider', workspace.me()]]);
  for (const [index, person] of demoContent.people.filter((one) => one.id !== 'provider').entries()) {
    const { name, roles } = person;
    const added = must(
      await addPerson(workspace, randomUUID(), {
        name,
        roles,
        units: 'all',
        at: FOUNDED + (index + 2) * 60_000,
      }),
    );
    people.set(person.id, added.key);
  }
  return people;
}

interface DemoEvent {
  readonly at: number;
  readonly by: PersonKey;
  readonly happen: () => Promise<unknown>;
}

/** Second attempts, which come in among everything else. */
function handedInAgain(reception: Reception): readonly DemoEvent[] {
  return demoContent.learners.flatMap((learner) => {
    const { again } = learner;
    if (!again) return [];
    const happen = () => handIn(reception, learner, again);
    return [{ at: handedInAt(again), by: reception.workspace.me(), happen }];
  });
}

/** Everything that people did after the hand-in. */
function eventsOf(workspace: Workspace, handedIn: readonly HandedIn[], people: People): readonly DemoEvent[] {
  const key = (person: string) => people.get(person) ?? workspace.me();
  return handedIn.flatMap(({ learner, submission, built }): DemoEvent[] => {
    const marked = learner.assessments.map((assessment) => ({
      at: Date.parse(assessment.at),
      by: key(assessment.by),
      happen: async () => {
        const draft = draftOf(workspace, submission, assessment, learner, built);
        const saved = must(saveDraft(workspace, submission, draft, 0));
        must(
          await submitAssessment(workspace, randomUUID(), submission, saved.revision, {
            at: Date.parse(assessment.at),
          }),
        );
      },
    }));
    const last = Math.max(...marked.map((one) => one.at), learner.agreed ? Date.parse(learner.agreed.at) : 0);
    const settled = learner.agreed ? [agreement(workspace, submission, learner.agreed, people)] : [];
    const confirmed = learner.confirmed
      ? [
          {
            at: last + DAY_MS,
            by: key('moderator'),
            happen: async () =>
              must(await confirmOutcomes(workspace, randomUUID(), [submission], { at: last + DAY_MS })),
          },
        ]
      : [];
    return [...marked, ...settled, ...confirmed];
  });
}

function agreement(
  workspace: Workspace,
  submission: SubmissionId,
  agreed: NonNullable<DemoLearner['agreed']>,
  people: People,
): DemoEvent {
  const at = Date.parse(agreed.at);
  return {
    at,
    by: people.get(agreed.by) ?? workspace.me(),
    happen: async () => {
      const { view } = must(loadSubmission(workspace, submission));
      // Where both assessors stand behind it, it was taken from the one who gave just that.
      const judgments = agreed.judgments.map(({ criterion, decision, rationale, from }) => {
        const authors = from.map((assessor) => people.get(assessor));
        const source = view.assessments.find(
          ({ author, body }) =>
            authors.includes(author) &&
            body.judgments.some((one) => one.criterion === criterion && sameDecision(one.decision, decision)),
        );
        return { criterion, decision, rationale, from: source?.id ?? null };
      });
      must(await agreeOutcome(workspace, randomUUID(), submission, judgments, agreed.reason, { at }));
    },
  };
}

interface DemoMarks {
  readonly judgments: readonly DraftJudgment[];
  readonly anchors: readonly DemoAnchor[];
  readonly feedback: string;
  readonly pleaseCheck: boolean;
}

/** The content's assessment with its anchors pointing into the evidence that was built. */
function draftOf(
  workspace: Workspace,
  submission: SubmissionId,
  marks: DemoMarks,
  learner: DemoLearner,
  built: ReadonlyMap<string, BuiltEvidence>,
): Draft {
  const { details } = must(loadSubmission(workspace, submission));
  const anchors = marks.anchors.map(({ id, path, at }): Anchor => {
    const artifact = details?.artifacts.find((one) => one.path === path || one.path.endsWith(`/${path}`));
    const target = at.kind === 'quote' ? (built.get(path)?.locate(at.quote) ?? null) : at;
    if (!artifact || !target)
      throw new DemoFailed(`${learner.bundleId}: nothing at ${path} for anchor ${id}`);
    return { id, artifact: artifact.hash, target };
  });
  const { judgments, feedback, pleaseCheck } = marks;
  return { judgments: [...judgments], anchors, feedback, actions: [], pleaseCheck };
}

function keepDraft(workspace: Workspace, { learner, submission, built }: HandedIn, people: People): void {
  if (!learner.draft) return;
  workspace.store.local.set('me', people.get(learner.draft.by) ?? workspace.me());
  must(saveDraft(workspace, submission, draftOf(workspace, submission, learner.draft, learner, built), 0));
}

function keepComments(workspace: Workspace, people: People): void {
  for (const { by, ...comment } of demoContent.comments) {
    workspace.store.local.set('me', people.get(by) ?? workspace.me());
    must(saveComment(workspace, comment));
  }
}
