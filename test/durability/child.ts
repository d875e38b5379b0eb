import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { saveDraft, submitAssessment } from '../../src/app/assess.ts';
import { importBundles } from '../../src/app/import-bundles.ts';
import { indexEvidence } from '../../src/app/index-evidence.ts';
import { exportResults } from '../../src/app/release.ts';
import { openWorkspace } from '../../src/app/workspace.ts';
import { SubmissionId } from '../../src/domain/ids.ts';
import type { Draft } from '../../src/domain/judgment.ts';
import type { Result } from '../../src/domain/result.ts';
import { textExtractor } from '../../src/evidence/text/text-extractor.ts';

/** Works on a workspace until it is killed. A line on stdout says what was acknowledged, after it was. */
const [work, folder, passphrase, ...args] = process.argv.slice(2);
const say = (line: string) => writeSync(1, `${line}\n`);
function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}
const environment = { now: () => Date.now(), newId: () => randomUUID() };
const workspace = must(
  await openWorkspace(folder ?? '', { keychain: null, passphrase: passphrase ?? '' }, environment),
);
const call = { signal: new AbortController().signal, progress: () => {} };
say('ready');

switch (work) {
  case 'import':
    for (const path of args) {
      const [outcome] = must(await importBundles(workspace, [path], {}, call));
      say(`${outcome?.status} ${outcome?.submissions[0]}`);
    }
    break;
  case 'assess': {
    const [template, ...submissions] = args;
    const marks: Draft = JSON.parse(template ?? '');
    for (const id of submissions) {
      const submission = SubmissionId.parse(id);
      let revision = workspace.store.drafts.get(submission, workspace.me())?.revision ?? 0;
      for (let save = 0; save < 5; save += 1) {
        const draft = { ...marks, feedback: `${revision + 1} ${'.'.repeat(3000)}` };
        ({ revision } = must(saveDraft(workspace, submission, draft, revision)));
        say(`saved ${submission} ${revision}`);
      }
      must(await submitAssessment(workspace, randomUUID(), submission, revision));
      say(`submitted ${submission}`);
    }
    break;
  }
  case 'read': {
    const extractor = textExtractor();
    const reading = {
      signal: call.signal,
      pause: () => new Promise<void>((resolve) => setImmediate(resolve)),
    };
    await indexEvidence(workspace, extractor, {
      ...reading,
      progress: ({ done }) => say(`read ${done}`),
    });
    await extractor.rest();
    break;
  }
  case 'export': {
    const [into = '', ...submissions] = args;
    const wanted = {
      command: randomUUID(),
      label: 'July',
      into,
      submissions: submissions.map((id) => SubmissionId.parse(id)),
    };
    must(await exportResults(workspace, wanted, call));
    say('exported');
    break;
  }
}
say('finished');
await workspace.close();
