import { type DemoLearner, LOGGER_UNIT } from '../demo-types.ts';
import { anchors, copy, learnerParts, nothingYet, photo, quote, report } from '../learner-parts.ts';

const { judge, file } = learnerParts('logger');

/** Marked twice, one level apart, but on two sides of the pass boundary. */
export const viktor: DemoLearner = {
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
