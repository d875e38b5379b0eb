import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchAgreement } from './bench-agreement.ts';
import { benchArtifacts } from './bench-artifacts.ts';
import { benchExchange } from './bench-exchange.ts';
import { benchImport } from './bench-import.ts';
import { benchKeys } from './bench-keys.ts';
import { benchMerge } from './bench-merge.ts';
import { benchPdf } from './bench-pdf.ts';
import { benchQueue } from './bench-queue.ts';
import { benchScroll } from './bench-scroll.ts';
import { benchStart } from './bench-start.ts';
import { benchSubmit } from './bench-submit.ts';
import { describeCases, describeGrowth, growthOf } from './report.ts';
import type { CaseFigures } from './side-by-side.ts';

// Measures and prints; asserts nothing, for a busy machine is not a fault of the program.
const BENCHES = {
  import: benchImport,
  exchange: benchExchange,
  submit: benchSubmit,
  merge: benchMerge,
  agreement: benchAgreement,
  queue: benchQueue,
  scroll: benchScroll,
  start: benchStart,
  keys: benchKeys,
  pdf: benchPdf,
  artifacts: benchArtifacts,
};
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
const say = (message: string) => void process.stderr.write(`${message}\n`);

// Not where memory stands in for a disk: what is measured is durable.
const folder = mkdtempSync(join(process.env.ASSAY_BENCH_DIR ?? tmpdir(), 'assay-bench-'));
try {
  const cases: CaseFigures[] = [];
  for (const [name, bench] of Object.entries(BENCHES)) {
    if (wanted.length === 0 || wanted.includes(name)) cases.push(...(await bench(folder, say)));
  }
  const growth = growthOf(cases);
  if (process.argv.includes('--json')) console.log(JSON.stringify({ cases, growth }));
  else console.log(`\n${describeCases(cases)}\n\n${describeGrowth(growth)}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
