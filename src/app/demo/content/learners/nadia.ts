import { type DemoLearner, LOGGER_UNIT } from '../demo-types.ts';
import { anchors, area, copy, learnerParts, nothingYet, photo, quote, report } from '../learner-parts.ts';

const { judge, file } = learnerParts('logger');

/** Marked twice: two levels apart on the tests. */
export const nadia: DemoLearner = {
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
