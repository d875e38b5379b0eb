import { type DemoLearner, LOGGER_UNIT } from './demo-types.ts';
import { anchors, area, copy, learnerParts, photo, quote, report } from './learner-parts.ts';

const { judge, file } = learnerParts('logger');
const nothingYet = { assessments: [], draft: null, agreed: null, confirmed: false } as const;

/** Nobody has looked at it yet. */
const elias: DemoLearner = {
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
    file('page.png', 'Page of the seed store', copy('photos/dashboard-elias.png'), '2026-10-02T07:30', [
      'results',
    ]),
  ],
  ...nothingYet,
};

/** Marked twice, of one mind: not yet, and confirmed as such. */
const fatoumata: DemoLearner = {
  identifier: 'DIG-26-0222',
  name: 'Fatoumata Keïta',
  email: 'fatoumata.keita@learners.example',
  unit: LOGGER_UNIT,
  bundleId: 'pf-2026-0222',
  title: 'Temperature in a pharmacy',
  description: 'A first program, and two afternoons of measurements.',
  files: [
    file('report.pdf', 'Report', report('fatoumata-report'), '2026-10-08T22:10', [
      'design',
      'results',
      'own-work',
    ]),
    file('code/main.py', 'main.py', copy('code/fatoumata/main.py'), '2026-10-08T21:50', ['code', 'faults']),
    file('code/README.md', 'README', copy('code/fatoumata/README.md'), '2026-10-08T21:50', ['runs']),
    file('photos/board.jpg', 'The board on the desk', photo('rig-fatoumata'), '2026-10-03T17:00', []),
  ],
  ...nothingYet,
  assessments: [
    {
      by: 'assessor1',
      at: '2026-10-21T09:20:00.000Z',
      anchors: anchors(
        ['code/README.md', quote('You need the config file from my laptop (ask me).')],
        ['code/main.py', quote('        w.writerow([datetime.datetime.now(), 20.0, hum])')],
        ['report.pdf', quote('On the paper list both days say 28.')],
      ),
      judgments: [
        judge('design', 'not_yet', 'Everything is in one loop; a row has no unit and no sensor.'),
        judge('code', 'not_yet', 'Short names, the same condition twice, the file is never closed.'),
        judge('runs', false, 'config.py is missing, so it cannot start.', { anchors: [1], vacs: 'yyyn' }),
        judge('tests', 'not_yet', 'There are no tests.', { vacs: '---n' }),
        judge('faults', 'not_yet', 'A strange value becomes 20.0: that is an invented reading.', {
          anchors: [2],
        }),
        judge(
          'results',
          3,
          'Two places at the same time and the comparison with the paper list are worth three points; two afternoons are too few for more.',
          { anchors: [3] },
        ),
        judge('own-work', true, 'Help declared, and she explains each line.'),
      ],
      feedback:
        'You asked the right question, and the paper list will not survive it. Put the config file into the project, never replace a value, and write one test. You are closer than it looks.',
      pleaseCheck: false,
    },
    {
      by: 'assessor2',
      at: '2026-10-21T13:00:00.000Z',
      anchors: anchors(
        ['code/main.py', quote('from config import PORT, OUTFILE')],
        ['photos/board.jpg', area(80, 150, 400, 260)],
      ),
      judgments: [
        judge('design', 'not_yet', 'No separation of reading, storing and warning.'),
        judge('code', 'not_yet', 'Repeated conditions and unfinished parts.'),
        judge('runs', false, 'Import of config fails on a clean checkout.', { anchors: [1] }),
        judge('tests', 'not_yet', 'None.'),
        judge('faults', 'not_yet', 'Values are replaced; a broken line stops the program.'),
        judge('results', 3.5, 'A good comparison with little data.'),
        judge('own-work', true, 'The board is hers, the help is declared.', { anchors: [2] }),
      ],
      feedback: 'Not yet, with a good start. Come to the Thursday workshop for tests.',
      pleaseCheck: false,
    },
  ],
  confirmed: true,
};

/** Marked once, with "please check": the code looks like somebody else's. */
const daniel: DemoLearner = {
  identifier: 'DIG-26-0225',
  name: 'Daniel Okonkwo-Weir',
  email: 'd.okonkwo@learners.example',
  unit: LOGGER_UNIT,
  bundleId: 'pf-2026-0225',
  title: 'Freezer logger',
  description: 'Ring buffer and writer in Python.',
  files: [
    file('report.pdf', 'Report', report('daniel-report'), '2026-10-09T23:50', [
      'design',
      'results',
      'own-work',
    ]),
    file('code/freezer.py', 'freezer.py', copy('code/daniel/freezer.py'), '2026-10-09T22:31', [
      'design',
      'code',
      'faults',
    ]),
    file('code/run.py', 'run.py', copy('code/daniel/run.py'), '2026-10-09T23:05', ['runs']),
    file('code/README.md', 'README', copy('code/daniel/README.md'), '2026-10-09T23:20', ['runs']),
  ],
  ...nothingYet,
  assessments: [
    {
      by: 'assessor2',
      at: '2026-10-22T10:15:00.000Z',
      anchors: anchors(
        [
          'code/freezer.py',
          quote(
            'class RingBuffer:\n    """Keeps the newest readings; drops the oldest when full, and counts what it lost."""',
          ),
        ],
        ['code/run.py', quote('from freezer import *')],
        ['report.pdf', quote('All work is my own.')],
        ['report.pdf', quote('It worked well and no readings were lost.')],
      ),
      judgments: [
        judge('design', 'pass', 'The division is good, but the report does not say why.', {
          anchors: [1],
          confidence: 'low',
          vacs: 'yuyu',
        }),
        judge('code', 'pass', 'freezer.py is typed and careful; run.py is by another hand.', {
          anchors: [1, 2],
          confidence: 'low',
          vacs: 'yuyy',
        }),
        judge('runs', false, 'The README names a command that does not exist, and run.py needs his sensor.', {
          vacs: 'yyyn',
        }),
        judge('tests', 'not_yet', 'There are no tests.'),
        judge('faults', 'pass', 'A silent sensor gives an empty reading, in code he may not have written.', {
          confidence: 'low',
          vacs: 'yuyy',
        }),
        judge(
          'results',
          3,
          'Three temperatures and an average; "no readings were lost" is not supported by a number.',
          { anchors: [4] },
        ),
        judge(
          'own-work',
          false,
          'freezer.py agrees with another portfolio of this year in structure, comments and order; only names differ. The declaration says otherwise, and in the interview he could not say what happens when the buffer is full.',
          { anchors: [1, 3], vacs: 'ynyy' },
        ),
      ],
      feedback:
        'Please come and talk to me before you send anything again. Using other people’s ideas is allowed when you say so.',
      pleaseCheck: true,
    },
  ],
};

export const loggerLearnersB: readonly DemoLearner[] = [elias, fatoumata, daniel];
