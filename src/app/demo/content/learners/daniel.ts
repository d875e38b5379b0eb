import { type DemoLearner, LOGGER_UNIT } from '../demo-types.ts';
import { anchors, copy, learnerParts, nothingYet, quote, report } from '../learner-parts.ts';

const { judge, file } = learnerParts('logger');

/** Marked once, with "please check": the code looks like somebody else's. */
export const daniel: DemoLearner = {
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
