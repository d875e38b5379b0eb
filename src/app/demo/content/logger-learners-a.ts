import { type DemoLearner, LOGGER_UNIT } from './demo-types.ts';
import { anchors, area, copy, learnerParts, photo, quote, report, slides, whole } from './learner-parts.ts';

const { judge, undecided, file } = learnerParts('logger');
const nothingYet = { assessments: [], draft: null, agreed: null, confirmed: false } as const;

/** The first assessor is in the middle of it. */
const oluwaseun: DemoLearner = {
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

/** Marked twice: two levels apart on the tests. */
const nadia: DemoLearner = {
  identifier: 'DIG-26-0211',
  name: 'Nadia Benhaddou',
  email: 'nadia.b@learners.example',
  unit: LOGGER_UNIT,
  bundleId: 'pf-2026-0211',
  title: 'A greenhouse logger that does not miss a sample',
  description: 'Sampler, buffer and writer in Python; measured against a direct write.',
  files: [
    file('report.pdf', 'Report', report('nadia-report'), '2026-10-05T17:30', [
      'design',
      'faults',
      'results',
      'own-work',
    ]),
    file('code/pipeline.py', 'pipeline.py', copy('code/nadia/pipeline.py'), '2026-10-04T20:05', [
      'design',
      'code',
      'faults',
    ]),
    file('code/test_pipeline.py', 'Tests', copy('code/nadia/test_pipeline.py'), '2026-10-04T20:05', [
      'tests',
    ]),
    file('code/README.md', 'README', copy('code/nadia/README.md'), '2026-10-04T20:05', ['runs']),
    file('photos/whiteboard.jpg', 'First drawing', photo('whiteboard-nadia'), '2026-09-08T12:40', ['design']),
  ],
  ...nothingYet,
  assessments: [
    {
      by: 'assessor1',
      at: '2026-10-19T09:00:00.000Z',
      anchors: anchors(
        [
          'report.pdf',
          quote(
            'I rejected it because a timed-out write may still happen later, and then readings come out of order.',
          ),
        ],
        ['code/test_pipeline.py', quote('def test_missing_sensor_gives_an_empty_reading():')],
        ['code/pipeline.py', quote('                self._buffer.put(reading)')],
        ['photos/whiteboard.jpg', area(110, 60, 760, 420)],
      ),
      judgments: [
        judge(
          'design',
          'distinction',
          'The rejected alternative is argued, and the buffer meets a slow card, a second sensor and a new quantity without change.',
          { anchors: [1, 4], vacs: 'yyyy' },
        ),
        judge('code', 'merit', 'Small parts, typed, easy to change.'),
        judge('runs', true, 'Started with the simulator following the README; 240 readings in two hours.', {
          vacs: 'yyyy',
        }),
        judge('tests', 'merit', 'Rounding, missing sensor and full buffer are all there.', { anchors: [2] }),
        judge(
          'faults',
          'pass',
          'Missing is stored as missing. A failed write changes the order; she says so herself.',
          { anchors: [3] },
        ),
        judge('results', 8.5, 'Good comparison, honest about one run. No temperature accuracy.'),
        judge(
          'own-work',
          true,
          'Sources, soldering and assistant declared; she explained the writer without notes.',
          { vacs: 'yyyy' },
        ),
      ],
      feedback:
        'Thoughtful work, Nadia. Section 4 shows that you test your own claims. Repair the order of rewritten readings and you have something to publish.',
      pleaseCheck: false,
    },
    {
      by: 'assessor2',
      at: '2026-10-20T11:45:00.000Z',
      anchors: anchors(
        ['code/test_pipeline.py', quote('    assert buffer.dropped >= 0')],
        ['report.pdf', quote('sorting repairs it, but the page with the daily minimum does not sort.')],
      ),
      judgments: [
        judge(
          'design',
          'merit',
          'Well explained, UTC, one alternative. Ten times the data is not discussed.',
        ),
        judge('code', 'merit', 'Consistent; private names well used.'),
        judge('runs', true, 'Runs with the simulator.'),
        judge(
          'tests',
          'not_yet',
          'The test of the full buffer cannot fail: dropped is never below zero, and what is kept is not looked at. Nothing tests the writer, which is where the fault is.',
          { anchors: [1] },
        ),
        judge('faults', 'pass', 'The sensor’s silence is recorded. Order is lost when a write fails.', {
          anchors: [2],
        }),
        judge('results', 8, 'Single runs, stated as such. Units complete.'),
        judge('own-work', true, 'Declared and explained.'),
      ],
      feedback:
        'A good design that deserves better tests. Write the test that would have found the fault in section 4.',
      pleaseCheck: false,
    },
  ],
};

/** Marked twice, one level apart, but on two sides of the pass boundary. */
const viktor: DemoLearner = {
  identifier: 'DIG-26-0213',
  name: 'Viktor Hrabovský',
  email: 'viktor.h@learners.example',
  unit: LOGGER_UNIT,
  bundleId: 'pf-2026-0213',
  title: 'Stock and temperature API',
  description: 'A small HTTP service in TypeScript for the canteen gateway.',
  files: [
    file('report.pdf', 'Report', report('viktor-report'), '2026-10-06T15:00', [
      'design',
      'faults',
      'results',
      'own-work',
    ]),
    file('code/server.ts', 'server.ts', copy('code/viktor/server.ts'), '2026-10-05T21:44', [
      'design',
      'code',
      'faults',
    ]),
    file('code/server.test.ts', 'Tests', copy('code/viktor/server.test.ts'), '2026-10-05T21:44', ['tests']),
    file('code/README.md', 'README', copy('code/viktor/README.md'), '2026-10-05T21:44', ['runs']),
    file('photos/whiteboard.jpg', 'Whiteboard', photo('whiteboard-viktor'), '2026-09-10T10:15', ['design']),
  ],
  ...nothingYet,
  assessments: [
    {
      by: 'assessor1',
      at: '2026-10-19T13:30:00.000Z',
      anchors: anchors(
        ['report.pdf', quote('Gateway sends no message; the gap is visible in the file')],
        [
          'code/server.ts',
          quote('      if (r.temp > 60) r.temp = ((r.temp - 32) * 5) / 9; // some sensors send Fahrenheit'),
        ],
      ),
      judgments: [
        judge('design', 'pass', 'One file a day is a reasonable choice, and he says what it costs.'),
        judge('code', 'pass', 'Readable in one go. The handler does too much.'),
        judge('runs', true, 'Two commands, then it stores what is posted.'),
        judge('tests', 'pass', 'Both routes are tested; the server must be started first.', {
          confidence: 'medium',
        }),
        judge(
          'faults',
          'pass',
          'He tried four faults and wrote down what happened. A missing sensor is visible as a gap and the service goes on.',
          { anchors: [1], confidence: 'low' },
        ),
        judge('results', 7, 'Three days, comparison with a thermometer, cause of the missing messages.', {
          vacs: 'yyyy',
        }),
        judge('own-work', true, 'Pair work declared, matches Elias’s report.'),
      ],
      feedback:
        'A useful little service, and an honest table of faults. Now act on it: the half line and the wrong JSON can be handled in ten lines.',
      pleaseCheck: false,
    },
    {
      by: 'assessor2',
      at: '2026-10-20T14:20:00.000Z',
      anchors: anchors(
        ['report.pdf', quote('Service stopped and was started again by systemd after 5 s')],
        [
          'code/server.ts',
          quote(
            '      const r = JSON.parse(body) as Reading;\n      if (r.temp > 60) r.temp = ((r.temp - 32) * 5) / 9; // some sensors send Fahrenheit',
          ),
        ],
      ),
      judgments: [
        judge(
          'design',
          'pass',
          'Sampling is the gateway’s, storage and serving are one function. The unit is guessed from the value, just enough else is settled.',
          { anchors: [2], confidence: 'medium' },
        ),
        judge('code', 'pass', 'Short, a little hurried.'),
        judge('runs', true, 'Starts and stores.'),
        judge('tests', 'pass', 'Main path tested; the second test passes only after the first.'),
        judge(
          'faults',
          'not_yet',
          'One wrong message stops the service, and half a line breaks /today until somebody edits the file. The criterion says a fault must not stop the service.',
          { anchors: [1, 2], vacs: 'yyyy' },
        ),
        judge('results', 7, 'Complete numbers, uncertainty given.'),
        judge('own-work', true, 'Declared.'),
      ],
      feedback:
        'Nearly there. Make the service survive a bad message and a torn line, add a test for each, and send it again.',
      pleaseCheck: false,
    },
  ],
};

/** Marked twice within tolerance and confirmed: ready to export. */
const priya: DemoLearner = {
  identifier: 'DIG-26-0216',
  name: 'Priya Ramanathan-Cole',
  email: 'priya.rc@learners.example',
  unit: LOGGER_UNIT,
  bundleId: 'pf-2026-0216',
  title: 'Watching a vaccine fridge',
  description: 'Monitor in TypeScript with an alarm that does not cry wolf.',
  files: [
    file('report.pdf', 'Report', report('priya-report'), '2026-10-01T18:00', [
      'design',
      'faults',
      'results',
      'own-work',
    ]),
    file('presentation.pptx', 'Final presentation', slides('priya-talk'), '2026-10-02T09:00', [
      'design',
      'results',
    ]),
    file('code/store.ts', 'store.ts', copy('code/priya/store.ts'), '2026-09-29T20:30', [
      'design',
      'code',
      'faults',
    ]),
    file('code/alarm.ts', 'alarm.ts', copy('code/priya/alarm.ts'), '2026-09-29T20:30', ['code', 'faults']),
    file('code/alarm.test.ts', 'Tests of the alarm', copy('code/priya/alarm.test.ts'), '2026-09-29T20:30', [
      'tests',
    ]),
    file('code/README.md', 'README', copy('code/priya/README.md'), '2026-09-29T20:30', ['runs']),
    file(
      'data/readings.csv',
      'Readings of 28 September',
      copy('data/readings-priya.csv'),
      '2026-09-29T00:05',
      ['results'],
    ),
    file('photos/rig.jpg', 'Two probes in the housing', photo('rig-priya'), '2026-09-20T13:20', ['runs']),
    file('chart.png', 'Night with the door test', copy('photos/dashboard-priya.png'), '2026-09-29T06:00', [
      'results',
      'faults',
    ]),
  ],
  ...nothingYet,
  assessments: [
    {
      by: 'assessor1',
      at: '2026-10-19T15:10:00.000Z',
      anchors: anchors(
        [
          'report.pdf',
          quote(
            'after a real failure the average hides the first ten minutes, which are the ones that matter.',
          ),
        ],
        [
          'code/alarm.ts',
          quote(
            'export function nextState(state: AlarmState, reading: Reading, rule: AlarmRule): AlarmState {',
          ),
        ],
        ['code/alarm.test.ts', quote("test('a silent probe neither raises nor clears an alarm', () => {")],
        ['chart.png', area(780, 320, 120, 300)],
        ['presentation.pptx', whole],
      ),
      judgments: [
        judge(
          'design',
          'distinction',
          'The rejected average is the best paragraph of this year. A second probe is one line.',
          { anchors: [1, 5], vacs: 'yyyy' },
        ),
        judge('code', 'distinction', 'I could extend it today. Pure core, thin edges.', { anchors: [2] }),
        judge('runs', true, 'Started in under a minute; 288 readings after a day.', { vacs: 'yyyy' }),
        judge('tests', 'distinction', 'A night in a millisecond, and the boundary itself.', { anchors: [3] }),
        judge(
          'faults',
          'distinction',
          'Four faults tried, thirty times in all, with counts. The alarm was shown with a real door.',
          { anchors: [4] },
        ),
        judge('results', 9.5, 'Nothing to add except a third temperature, which she names.'),
        judge('own-work', true, 'Everything declared down to one regular expression.', { vacs: 'yyyy' }),
      ],
      feedback: 'Exemplary, Priya. The ward is lucky.',
      pleaseCheck: false,
    },
    {
      by: 'assessor2',
      at: '2026-10-20T16:00:00.000Z',
      anchors: anchors(
        ['code/store.ts', quote('      readings.push(JSON.parse(line) as Reading);')],
        ['report.pdf', quote('2 torn lines, both set aside, nothing else lost')],
      ),
      judgments: [
        judge('design', 'distinction', 'Clear, with an alternative tried and rejected.'),
        judge('code', 'merit', 'Very good. A stored line is trusted without a check of its shape.', {
          anchors: [1],
        }),
        judge('runs', true, 'No packages, one command.'),
        judge('tests', 'distinction', 'Edges and time without sleeping.'),
        judge('faults', 'distinction', 'Twenty power cuts, and numbers for what was lost.', { anchors: [2] }),
        judge('results', 9, 'Calibration at two temperatures; conclusion supported.'),
        judge('own-work', true, 'Declared in full.'),
      ],
      feedback: 'Excellent work. Check what you read back as carefully as what you write.',
      pleaseCheck: false,
    },
  ],
  confirmed: true,
};

export const loggerLearnersA: readonly DemoLearner[] = [oluwaseun, nadia, viktor, priya];
