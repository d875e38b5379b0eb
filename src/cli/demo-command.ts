import { randomUUID } from 'node:crypto';
import { mkdir, readdir } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import type { Command } from 'commander';
import { boardRows } from './board-rows.ts';
import { findSubmission } from './find-submission.ts';
import type { Act } from './program.ts';
import { Refused, type Session } from './session.ts';

export function addDemoCommand(program: Command, act: Act): void {
  program
    .command('demo')
    .description('run the whole job on invented learners: import, assess, moderate, confirm, export, verify')
    .requiredOption('--out <dir>', 'an empty or missing folder')
    .action(
      act(async (session, options: { out: string }) => {
        const out = resolve(session.terminal.cwd, options.out);
        await mkdir(out, { recursive: true });
        if ((await readdir(out)).length > 0) {
          throw new Refused({
            code: 'demo.not_empty',
            message: `“${options.out}” is not empty. Choose an empty or a new folder.`,
          });
        }
        return runDemo(session, out);
      }),
    );
}

async function runDemo(session: Session, out: string): Promise<0 | 1> {
  const steps: { step: string; detail: string }[] = [];
  const done = (step: string, detail: string) => {
    steps.push({ step, detail });
    session.terminal.err(`✓ ${step}: ${detail}\n`);
  };
  const workspace = join(out, 'workspace');
  const bundles = join(out, 'bundles');
  const call = {
    signal: session.signal,
    progress: ({ phase }: { phase: string }) => session.progress(phase),
  };
  const { buildDemo } = await import('../app/build-demo.ts');
  const built = await buildDemo(
    {
      directory: workspace,
      finalDirectory: workspace,
      bundlesInto: bundles,
      resourcesDir: session.resourcesDir,
      sealing: { keychain: null, passphrase: null },
    },
    { now: () => Date.now(), newId: () => randomUUID() },
    call,
  );
  if (!built.ok) throw new Refused(built.error);
  done('Bundles', `${built.value.submissions} portfolios made, imported and marked: ${bundles}`);

  const location = await session.grant(workspace);
  await session.call('workspace.open', { location });
  const queue = await session.call('queue.list', {
    filter: {},
    sort: { by: 'received', descending: false },
    offset: 0,
    limit: 1000,
  });
  const marked = queue.rows.filter((row) => row.marks.submitted > 0).length;
  done('Queue', `${queue.total} submissions, ${marked} assessed`);

  const people = await session.call('people.list', {});
  const moderator = people.find(
    (person) => person.roles.includes('moderator') && !person.roles.includes('provider'),
  );
  const provider = people.find((person) => person.roles.includes('provider'));
  if (!moderator || !provider)
    throw new Refused({ code: 'demo.failed', message: 'The demo has no moderator or no provider.' });

  await session.call('people.actAs', { person: moderator.key });
  const board = await boardRows(session, 'open');
  for (const row of board) {
    const submission = await findSubmission(session, row.submission);
    const comparison = await session.call('moderation.compare', { submission });
    const judgments = comparison.criteria.flatMap(({ criterion, a, b, from }) => {
      const given = a ?? b;
      return given
        ? [{ criterion, decision: given.decision, rationale: given.rationale, from: a ? from.a : from.b }]
        : [];
    });
    const note = 'The first mark rests on more of the evidence.';
    await session.call('moderation.agree', { command: session.newCommand(), submission, judgments, note });
  }
  done('Moderation', `${board.length} disagreements reconciled by ${moderator.name}`);

  const open = (await session.call('results.list', {})).filter((row) => row.blocked !== null);
  const confirmed =
    open.length > 0
      ? await session.call('outcomes.confirm', {
          command: session.newCommand(),
          submissions: open.map((row) => row.submission),
        })
      : { confirmed: 0 };
  done('Outcomes', `${confirmed.confirmed} confirmed, besides those that were`);

  await session.call('people.actAs', { person: provider.key });
  const ready = (await session.call('results.list', {})).filter((row) => row.blocked === null);
  const exported = await session.call('results.export', {
    command: session.newCommand(),
    submissions: ready.map((row) => row.submission),
    label: 'Demo results',
    to: await session.grant(out),
  });
  done(
    'Export',
    `${exported.batch.results} results, ${exported.batch.passed} credentials: ${exported.folder}`,
  );

  const verdicts = await session.call('verify.files', {
    files: await session.grantAll([exported.folder, exported.zip]),
  });
  for (const verdict of verdicts) done('Verify', `${relative(out, verdict.path)}: ${verdict.verdict}`);
  const ledger = await session.call('ledger.verify', {});
  done('Ledger', `${ledger.records} records ${ledger.ok ? 'hold' : 'do not all hold'}`);

  const isRight = ledger.ok && verdicts.every((verdict) => verdict.ok);
  session.print(
    { ok: isRight, workspace, bundles, batch: exported.folder, zip: exported.zip, steps },
    () => `The signed batch lies in ${exported.folder}\nOpen the workspace with --workspace ${workspace}`,
  );
  return isRight ? 0 : 1;
}
