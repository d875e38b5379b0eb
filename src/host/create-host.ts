import { randomUUID } from 'node:crypto';
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Handlers } from '../api/handlers.ts';
import type { Inspection } from '../api/shapes.ts';
import { discardDraft, recallAssessment, saveDraft, submitAssessment } from '../app/assess.ts';
import { checkLedger, rebuildViews } from '../app/check-ledger.ts';
import { importBundles } from '../app/import-bundles.ts';
import {
  agreeOutcome,
  compareSubmission,
  disagreements,
  setTolerance,
  tryTolerance,
} from '../app/moderate.ts';
import { openSubmission } from '../app/open-submission.ts';
import { readOwnFile, writeOwnFile } from '../app/own-files.ts';
import { actAs, addPerson, describeWorkspace, listPeople } from '../app/people.ts';
import { confirmOutcomes, exportResults, listBatches, listResults } from '../app/release.ts';
import { saveCopy } from '../app/stored-evidence.ts';
import { recordProof, timeline } from '../app/timeline.ts';
import { verifyFiles } from '../app/verify-files.ts';
import type { Environment } from '../app/workspace.ts';
import { inspectBundle } from '../bundle/inspect-bundle.ts';
import { ok, type Result, refused } from '../domain/result.ts';
import { createDesk, type Desk } from './desk.ts';
import { type FileUse, grantedPaths } from './granted-paths.ts';
import type { CreateHost } from './host-types.ts';
import { inTurn } from './in-turn.ts';

const Settings = z.record(z.string(), z.json());
const MAX_SETTINGS_CHARS = 256 * 1024;

/** Wires the rooms together: one open workspace, the files that were granted, and a handler for every method. */
export const createHost: CreateHost = async (environment) => {
  await mkdir(environment.userDataDir, { recursive: true });
  const clock: Environment = { now: () => Date.now(), newId: () => randomUUID() };
  const granted = grantedPaths();
  const listeners = new Set<(position: number) => void>();
  const desk = createDesk(environment, clock);
  const settingsPath = join(environment.userDataDir, 'settings.json');
  const { reopen } = environment;
  // Whatever keeps it from opening is said when the person opens it.
  if (reopen) await desk.open({ recent: null, path: reopen.directory, passphrase: reopen.passphrase });

  const handlers = handlersOf(desk, {
    pathOf: async (token, use) => {
      const path = await granted.pathOf(token, use);
      return path === null
        ? refused('file.not_granted', 'This file was not chosen in this session. Choose it again.')
        : ok(path);
    },
    changed: () => {
      const position = desk.current()?.store.records.position() ?? 0;
      for (const listener of listeners) listener(position);
    },
    settingsPath,
  });
  return {
    handlers,
    grant: granted.grant,
    onChanged: (listener) => void listeners.add(listener),
    close: () => desk.close(),
  };
};

interface Around {
  readonly pathOf: (token: string, use?: FileUse) => Promise<Result<string>>;
  readonly changed: () => void;
  readonly settingsPath: string;
}

function handlersOf(desk: Desk, around: Around): Handlers {
  const { pathOf, changed, settingsPath } = around;
  const pathsOf = async (tokens: readonly string[]): Promise<Result<string[]>> => {
    const paths: string[] = [];
    for (const token of tokens) {
      const path = await pathOf(token);
      if (!path.ok) return path;
      paths.push(path.value);
    }
    return ok(paths);
  };
  const { inside } = desk;
  const settingsTurn = inTurn();
  /** Runs a command on the open workspace, and says afterwards that views may differ. */
  const command: typeof inside = async (work) => {
    const result = await inside(work);
    if (result.ok) changed();
    return result;
  };

  return {
    'workspace.recent': async () => ok(await desk.recent()),
    'workspace.sealing': async () => ok({ keychain: desk.hasKeychain }),
    'workspace.create': async (input) => {
      const location = input.location === undefined ? ok(null) : await pathOf(input.location, 'write');
      if (!location.ok) return location;
      const made = await desk.create({ ...input, folder: location.value });
      if (made.ok) changed();
      return made;
    },
    'workspace.demo': async (_, call) => {
      const opened = await desk.openDemo(call);
      if (opened.ok) changed();
      return opened;
    },
    'workspace.open': async (input) => {
      const location = input.location === undefined ? ok(null) : await pathOf(input.location);
      if (!location.ok) return location;
      const opened = await desk.open({
        recent: input.recent ?? null,
        path: location.value,
        passphrase: input.passphrase ?? null,
      });
      if (opened.ok) changed();
      return opened;
    },
    'workspace.close': async () => {
      await desk.close();
      changed();
      return ok({});
    },
    'workspace.info': async () => {
      const workspace = desk.current();
      return ok(workspace ? await describeWorkspace(workspace) : null);
    },

    'bundles.inspect': async (input, call) => {
      const paths = await pathsOf(input.files);
      if (!paths.ok) return paths;
      const inspections: Inspection[] = [];
      for (const [index, path] of paths.value.entries()) {
        call.progress({ phase: 'Looking inside', done: index, total: paths.value.length });
        inspections.push(await inspectBundle(path, { signal: call.signal }));
      }
      return ok(inspections);
    },
    'bundles.import': async (input, call) => {
      const paths = await pathsOf(input.files);
      if (!paths.ok) return paths;
      return command((workspace) => importBundles(workspace, paths.value, input, call));
    },

    'units.list': () =>
      inside(async ({ store }) =>
        ok(
          store.units.list().map(({ unit, version }) => ({
            id: unit.id,
            version,
            code: unit.code,
            title: unit.title,
            versionLabel: unit.versionLabel,
            criteria: unit.criteria.length,
            submissions: store.units.submissions(unit.id),
            tolerance: store.units.tolerance(unit.id),
          })),
        ),
      ),
    'units.get': ({ unit: id }) =>
      inside(async ({ store }) => {
        const row = store.units.current(id);
        if (!row) return refused('unit.unknown', 'This unit is not in the workspace.');
        const { unit, version, publishedAt, by } = row;
        return ok({
          unit,
          version,
          publishedAt,
          by: store.authority().nameOf(by),
          tolerance: store.units.tolerance(id),
        });
      }),

    'queue.list': ({ filter, sort, offset, limit }) =>
      inside(async (workspace) =>
        ok(workspace.store.queue.list(workspace.me(), filter, sort, offset, limit)),
      ),
    'queue.facets': ({ filter }) =>
      inside(async (workspace) => ok(workspace.store.queue.facets(workspace.me(), filter))),
    'submissions.get': ({ submission }) => inside(async (workspace) => openSubmission(workspace, submission)),
    'artifacts.saveCopy': (input, call) =>
      inside(async (workspace) => {
        const to = await pathOf(input.to, 'write');
        return to.ok ? saveCopy(workspace, input.artifact, to.value, call) : to;
      }),

    // A draft is not a record and changes no view of anybody else's, so nobody is told.
    'drafts.save': ({ submission, draft, revision }) =>
      inside(async (workspace) => saveDraft(workspace, submission, draft, revision)),
    'drafts.discard': ({ submission }) => inside(async (workspace) => discardDraft(workspace, submission)),
    'assessments.submit': (input) =>
      command((workspace) => submitAssessment(workspace, input.command, input.submission, input.revision)),
    'assessments.recall': (input) =>
      command((workspace) => recallAssessment(workspace, input.command, input.submission)),

    'moderation.board': ({ unit, include }) =>
      inside(async (workspace) => ok(disagreements(workspace, unit ?? null, include))),
    'moderation.compare': ({ submission }) =>
      inside(async (workspace) => compareSubmission(workspace, submission)),
    'moderation.setTolerance': (input) =>
      command((workspace) => setTolerance(workspace, input.command, input.unit, input.rule)),
    'moderation.tryTolerance': ({ unit, rule }) =>
      inside(async (workspace) => tryTolerance(workspace, unit, rule)),
    'moderation.agree': (input) =>
      command((workspace) =>
        agreeOutcome(workspace, input.command, input.submission, input.judgments, input.note),
      ),

    'results.list': ({ unit }) => inside(async (workspace) => ok(listResults(workspace, unit ?? null))),
    'outcomes.confirm': (input) =>
      command((workspace) => confirmOutcomes(workspace, input.command, input.submissions)),
    'results.export': (input, call) =>
      command(async (workspace) => {
        const into = await pathOf(input.to, 'write');
        if (!into.ok) return into;
        const isFolder = await stat(into.value).then(
          (info) => info.isDirectory(),
          () => false,
        );
        if (!isFolder)
          return refused('results.no_folder', 'The folder to export into is not there. Choose another.');
        return exportResults(workspace, { ...input, into: into.value }, call);
      }),
    'results.batches': () => inside(async (workspace) => ok(listBatches(workspace))),
    'results.batch': ({ batch }) =>
      inside(async (workspace) => {
        const found = listBatches(workspace).find((one) => one.batch === batch);
        const fact = workspace.store.records.fact(batch);
        if (!found || fact?.type !== 'batch.exported')
          return refused('batch.unknown', 'This batch is not in the workspace.');
        return ok({ batch: found, submissions: fact.body.results.map((result) => result.submission) });
      }),

    'verify.files': async (input, call) => {
      const paths = await pathsOf(input.files);
      return paths.ok ? verifyFiles(paths.value, call) : paths;
    },

    'people.list': () => inside(async (workspace) => ok(listPeople(workspace))),
    'people.add': (input) => command((workspace) => addPerson(workspace, input.command, input)),
    'people.actAs': ({ person }) =>
      command(async (workspace) => {
        const acting = await actAs(workspace, person);
        return acting.ok ? ok(await describeWorkspace(workspace)) : acting;
      }),

    'ledger.timeline': ({ submission, type, offset, limit }) =>
      inside(async (workspace) => ok(timeline(workspace, { submission, type }, offset, limit))),
    'ledger.proof': ({ record }) => inside(async (workspace) => recordProof(workspace, record)),
    'ledger.verify': (_, call) => inside((workspace) => checkLedger(workspace, call)),
    'ledger.rebuild': (_, call) => command((workspace) => rebuildViews(workspace, call)),

    'settings.get': async () => ok(await readOwnFile(settingsPath, Settings, {})),
    'settings.set': ({ key, value }) =>
      settingsTurn(async () => {
        const settings = { ...(await readOwnFile(settingsPath, Settings, {})), [key]: value };
        if (JSON.stringify(settings).length > MAX_SETTINGS_CHARS)
          return refused('settings.too_large', 'This is too much to remember as a setting.');
        await writeOwnFile(settingsPath, settings);
        return ok({});
      }),
  };
}
