import { type DemoLearner, LOGGER_UNIT } from '../demo-types.ts';
import {
  anchors,
  area,
  copy,
  learnerParts,
  nothingYet,
  photo,
  quote,
  report,
  slides,
  whole,
} from '../learner-parts.ts';

const { judge, file } = learnerParts('logger');

/** Marked twice within tolerance and confirmed: ready to export. */
export const priya: DemoLearner = {
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
