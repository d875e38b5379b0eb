import { type DemoLearner, LOGGER_UNIT } from '../demo-types.ts';
import { anchors, area, copy, learnerParts, nothingYet, photo, quote, report } from '../learner-parts.ts';

const { judge, file } = learnerParts('logger');

/** Marked twice, of one mind: not yet, and confirmed as such. */
export const fatoumata: DemoLearner = {
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
