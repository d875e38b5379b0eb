import { join } from 'node:path';
import { type NewBundle, writeNativeBundle } from '../../src/bundle/write-bundle.ts';

export const RISK_TERM = { uri: 'urn:example:hs-2.1', code: 'HS-2.1', name: 'Site risk assessment' };

/** Writes a small native bundle into `folder` and returns its path. */
export async function aNativeBundle(folder: string, changes: Partial<NewBundle> = {}): Promise<string> {
  const out = join(folder, 'bundle.zip');
  await writeNativeBundle({
    out,
    identifier: 'pf-test-1',
    title: 'Portfolio of B. Okafor',
    description: 'Evidence for HS-2.1',
    learner: { name: 'B. Okafor', identifier: '10977' },
    unit: RISK_TERM,
    files: [
      {
        path: 'evidence/Prüfung 100%.txt',
        source: Buffer.from('Hazards found: three.\n'),
        title: 'Notes',
        about: [RISK_TERM],
        createdAt: '2026-11-02T09:30:00Z',
      },
      {
        path: 'evidence/plan.md',
        source: Buffer.from('# Plan\n'.repeat(500)),
        title: 'Plan',
        about: [],
        createdAt: null,
      },
    ],
    at: new Date('2026-11-20T09:30:00.000Z'),
    ...changes,
  });
  return out;
}
