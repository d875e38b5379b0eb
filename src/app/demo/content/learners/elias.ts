import { type DemoLearner, LOGGER_UNIT } from '../demo-types.ts';
import { copy, learnerParts, nothingYet, report } from '../learner-parts.ts';

const { file } = learnerParts('logger');

/** Nobody has looked at it yet. */
export const elias: DemoLearner = {
  identifier: 'DIG-26-0219',
  name: 'Elias Koskela',
  email: 'elias.koskela@learners.example',
  unit: LOGGER_UNIT,
  bundleId: 'pf-2026-0219',
  title: 'Seed lots at risk',
  description: 'Inventory and climate of a seed store, in TypeScript.',
  files: [
    file('report.pdf', 'Report', report('elias-report'), '2026-10-07T12:00', [
      'design',
      'results',
      'own-work',
    ]),
    file('code/inventory.ts', 'inventory.ts', copy('code/elias/inventory.ts'), '2026-10-06T18:20', [
      'design',
      'code',
    ]),
    file('code/inventory.test.ts', 'Tests', copy('code/elias/inventory.test.ts'), '2026-10-06T18:20', [
      'tests',
    ]),
    file('code/README.md', 'README', copy('code/elias/README.md'), '2026-10-06T18:20', ['runs']),
    file(
      'climate.ipynb',
      'Climate on shelf B2 (notebook)',
      copy('notebooks/elias-climate.ipynb'),
      '2026-10-05T16:45',
      ['results'],
    ),
    file(
      'handed-over.zip',
      'The checkout as handed over',
      { kind: 'archive', from: 'code/elias' },
      '2026-10-06T18:30',
      ['runs'],
    ),
    file('page.png', 'Page of the seed store', copy('photos/dashboard-elias.png'), '2026-10-02T07:30', [
      'results',
    ]),
  ],
  ...nothingYet,
};
