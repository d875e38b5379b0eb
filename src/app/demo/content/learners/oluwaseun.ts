import { type DemoLearner, LOGGER_UNIT } from '../demo-types.ts';
import { anchors, copy, learnerParts, nothingYet, photo, quote, report } from '../learner-parts.ts';

const { judge, undecided, file } = learnerParts('logger');

/** The first assessor is in the middle of it. */
export const oluwaseun: DemoLearner = {
  identifier: 'DIG-26-0208',
  name: 'Oluwaseun Adeyemi-Brandt',
  email: 'o.adeyemi@learners.example',
  unit: LOGGER_UNIT,
  bundleId: 'pf-2026-0208',
  title: 'Cold room 3',
  description: 'Logger in Python, report with the whole record of September.',
  files: [
    file('report.pdf', 'Report with hourly record', report('oluwaseun-report'), '2026-10-03T16:00', [
      'design',
      'faults',
      'results',
      'own-work',
    ]),
    file('code/logger.py', 'logger.py', copy('code/oluwaseun/logger.py'), '2026-09-30T19:12', [
      'design',
      'code',
      'faults',
    ]),
    file('code/test_logger.py', 'Tests', copy('code/oluwaseun/test_logger.py'), '2026-09-30T19:12', [
      'tests',
    ]),
    file('code/README.md', 'README', copy('code/oluwaseun/README.md'), '2026-09-30T19:12', ['runs']),
    file('data/readings.csv', 'Hourly readings', copy('data/readings-oluwaseun.csv'), '2026-09-28T00:10', [
      'results',
    ]),
    file('photos/rig.jpg', 'Sensor and computer', photo('rig-oluwaseun'), '2026-08-27T14:00', ['runs']),
    file('chart.png', 'Chart with a hole', copy('photos/dashboard-oluwaseun.png'), '2026-08-29T22:01', [
      'faults',
    ]),
    file('own-work.md', 'Declaration', copy('notes/own-work-oluwaseun.md'), '2026-10-03T16:00', ['own-work']),
  ],
  ...nothingYet,
  draft: {
    by: 'assessor1',
    anchors: anchors(
      [
        'code/logger.py',
        quote(
          '        # sensor did not answer: use the last value so that the chart has no hole\n        row = db.execute("SELECT temperature, humidity FROM reading ORDER BY at DESC LIMIT 1").fetchone()',
        ),
      ],
      ['report.pdf', quote('The chart looks good; one cannot see that the values are old')],
      ['code/logger.py', quote('DB = "/home/pi/coldroom/readings.db"')],
    ),
    judgments: [
      judge(
        'design',
        'pass',
        'Sampling and storage are apart and the place of the sensor is argued well. Local time without zone is a weakness he names himself.',
      ),
      judge('code', 'pass', 'Short and clear. The path is fixed in the program.', {
        anchors: [3],
        confidence: 'medium',
      }),
      judge(
        'results',
        8.5,
        'Method can be repeated, uncertainty combined, a full record. The nights of last year are not compared.',
      ),
      undecided(
        'faults',
        'Stores the last value as if it were new. Is that an invented value? The report admits it. Look at the rows of 17 September.',
      ),
    ],
    feedback: 'Your choice of where to hang the sensor is the best part of the report.',
    pleaseCheck: false,
  },
};
