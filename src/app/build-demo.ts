import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { CallContext } from '../api/handlers.ts';
import { writeNativeBundle } from '../bundle/write-bundle.ts';
import type { Anchor } from '../domain/anchor.ts';
import type { PersonKey, SubmissionId } from '../domain/ids.ts';
import type { Draft, DraftJudgment } from '../domain/judgment.ts';
import { ok, type Result, refused } from '../domain/result.ts';
import { sameDecision } from '../domain/verdict.ts';
import { saveDraft, submitAssessment } from './assess.ts';
import { type BuiltEvidence, buildEvidence } from './demo/build-evidence.ts';
import type { DemoAnchor, DemoLearner } from './demo/content/demo-types.ts';
import { demoContent } from './demo/demo-content.ts';
import { importBundles } from './import-bundles.ts';
import type { KeySealing } from './keyring.ts';
import { loadSubmission } from './load-submission.ts';
import { agreeOutcome } from './moderate.ts';
import { addPerson } from './people.ts';
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

/** Thrown inside, and handed out as a value: one step of the demo was refused, which no user can mend. */
class DemoFailed extends Error {}

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new DemoFailed(`${result.error.code}: ${result.error.message}`);
  return result.value;
}

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
    const learners = await handIn(workspace, wanted, bundles, call);
    for (const event of eventsOf(workspace, learners, people)) {
      call.signal.throwIfAborted();
      workspace.store.local.set('me', event.by);
      await event.happen();
    }
    for (const handedIn of learners) keepDraft(workspace, handedIn, people);
    workspace.store.local.set('me', provider);
    await workspace.close();
    workspace = null;
    if (wanted.finalDirectory !== wanted.directory) await rename(wanted.directory, wanted.finalDirectory);
    return ok({ submissions: learners.length });
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

interface HandedIn {
  readonly learner: DemoLearner;
  readonly submission: SubmissionId;
  readonly built: ReadonlyMap<string, BuiltEvidence>;
}

/** Makes every learner's bundle and takes it in, in the order they were handed in. */
async function handIn(
  workspace: Workspace,
  wanted: DemoWanted,
  bundles: string,
  call: CallContext,
): Promise<readonly HandedIn[]> {
  const handedIn: HandedIn[] = [];
  const inOrder = [...demoContent.learners].sort((a, b) => handedInAt(a) - handedInAt(b));
  for (const [index, learner] of inOrder.entries()) {
    call.signal.throwIfAborted();
    call.progress({ phase: 'Building the demo', done: index, total: inOrder.length });
    const unit = demoContent.units.find((one) => one.id === learner.unit);
    const built = new Map<string, BuiltEvidence>();
    for (const file of learner.files)
      built.set(file.path, await buildEvidence(file.source, join(wanted.resourcesDir, 'demo')));
    const path = join(bundles, `${learner.bundleId}.zip`);
    await writeNativeBundle({
      out: path,
      identifier: learner.bundleId,
      title: learner.title,
      description: learner.description,
      learner: { name: learner.name, identifier: learner.identifier },
      unit: { uri: learner.unit, code: unit?.code ?? null, name: unit?.title ?? learner.unit },
      at: new Date(handedInAt(learner)),
      caseJson: { assay: 'unit', v: 1, unit },
      files: learner.files.map((file) => ({
        path: file.path,
        source: built.get(file.path)?.bytes ?? Buffer.alloc(0),
        title: file.title,
        createdAt: file.createdAt,
        about: file.about.map((criterion) => ({
          uri: criterion,
          code: unit?.criteria.find((one) => one.id === criterion)?.code ?? null,
          name: unit?.criteria.find((one) => one.id === criterion)?.title ?? criterion,
        })),
      })),
    });
    const [outcome] = must(
      await importBundles(workspace, [path], { at: handedInAt(learner) }, { ...call, progress: () => {} }),
    );
    const submission = outcome?.submissions[0];
    if (!submission)
      throw new DemoFailed(`${learner.bundleId}: ${outcome?.problems.map((one) => one.message).join(' ')}`);
    handedIn.push({ learner, submission, built });
  }
  return handedIn;
}

/** A day after the last piece was made. */
function handedInAt(learner: DemoLearner): number {
  return Math.max(...learner.files.map((file) => Date.parse(file.createdAt))) + DAY_MS;
}

interface DemoEvent {
  readonly at: number;
  readonly by: PersonKey;
  readonly happen: () => Promise<unknown>;
}

/** Everything that people did after the hand-in, in the order of its dates. */
function eventsOf(workspace: Workspace, handedIn: readonly HandedIn[], people: People): readonly DemoEvent[] {
  const key = (person: string) => people.get(person) ?? workspace.me();
  const events = handedIn.flatMap(({ learner, submission, built }): DemoEvent[] => {
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
  return events.sort((a, b) => a.at - b.at);
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
