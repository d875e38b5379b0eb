import { type DemoLearner, SITE_UNIT } from '../demo-types.ts';
import { anchors, area, copy, learnerParts, photo, quote, report, seconds } from '../learner-parts.ts';

const { judge, file } = learnerParts('site');

/** Marked twice within tolerance. */
export const tomasz: DemoLearner = {
  identifier: 'HBR-26-0121',
  name: 'Tomasz Wieliczko',
  email: 't.wieliczko@learners.example',
  unit: SITE_UNIT,
  bundleId: 'pf-2026-0121',
  title: 'Kitchen sockets, Linden Court',
  description: 'Tower scaffold, isolation and a recorded walk-through.',
  files: [
    file('risk-assessment.pdf', 'Risk assessment and method', report('tomasz-risk'), '2026-09-16T17:00', [
      'hazards',
      'controls',
      'access',
      'explain',
    ]),
    file(
      'walkthrough.webm',
      'Walk-through, four steps',
      copy('video/walkthrough-tomasz.webm'),
      '2026-09-16T09:30',
      ['isolation', 'prove-dead', 'access'],
    ),
    file(
      'walkthrough.en.vtt',
      'Captions of the walk-through',
      copy('video/walkthrough-tomasz.vtt'),
      '2026-09-16T10:10',
      ['isolation', 'prove-dead', 'access'],
    ),
    file('photos/scaffold.jpg', 'Tower at 08:35', photo('scaffold-tomasz'), '2026-09-16T06:35', ['access']),
    file('photos/board-locked.jpg', 'Sockets GF locked', photo('board-locked-tomasz'), '2026-09-16T07:10', [
      'isolation',
    ]),
    file(
      'photos/indicator-proved.jpg',
      'Indicator on the proving unit',
      photo('probe-live-tomasz'),
      '2026-09-16T07:14',
      ['prove-dead'],
    ),
    file(
      'photos/dead.jpg',
      'Line to earth at the second socket',
      photo('probe-dead-tomasz'),
      '2026-09-16T07:16',
      ['prove-dead'],
    ),
    file('test-record.csv', 'Test record', copy('data/tomasz.csv'), '2026-09-16T12:00', ['test-record']),
  ],
  assessments: [
    {
      by: 'assessor1',
      at: '2026-10-12T11:20:00.000Z',
      anchors: anchors(
        ['risk-assessment.pdf', quote('Complete; one loose at the east end of the lower lift')],
        ['walkthrough.webm', seconds(3, 10)],
        [
          'risk-assessment.pdf',
          quote('so I ran it from the upstairs circuit on a protected lead and changed the plan.'),
        ],
      ),
      judgments: [
        judge(
          'hazards',
          'merit',
          'The child, the path and the hidden cable belong to this house and to no template.',
          { vacs: 'yyyy' },
        ),
        judge(
          'controls',
          'merit',
          'Controls are listed in order and practicable. No times, but it is a one-day job.',
        ),
        judge('isolation', true, 'Seen in the film and in the photograph.', { anchors: [2], vacs: 'yyyy' }),
        judge('prove-dead', true, 'Proved on 234 V, three combinations at both sockets, proved again.', {
          anchors: [2],
          vacs: 'yyyy',
        }),
        judge('test-record', 19, 'Instrument missing at point 16.'),
        judge('ppe', 'pass', 'Worn in the film. No word about why these gloves.'),
        judge('access', 'merit', 'Found the loose toe board, had it refixed, and did not go up before.', {
          anchors: [1],
        }),
        judge(
          'explain',
          'distinction',
          'The mother’s question about the freezer changed the plan, and he wrote it down.',
          { anchors: [3] },
        ),
      ],
      feedback:
        'Good, calm work, and the film is easy to follow. Next time say what your gloves protect from and what not.',
      pleaseCheck: false,
    },
    {
      by: 'assessor2',
      at: '2026-10-14T08:15:00.000Z',
      anchors: anchors(
        ['photos/scaffold.jpg', area(190, 455, 700, 120)],
        ['photos/indicator-proved.jpg', area(500, 20, 170, 330)],
      ),
      judgments: [
        judge('hazards', 'merit', 'All the hazards of the place, with the people they concern.'),
        judge(
          'controls',
          'pass',
          'Practicable and mostly in order, but nobody is named for the barrier on the path.',
        ),
        judge('isolation', true, 'Lock, tag and tracer.'),
        judge('prove-dead', true, 'Complete sequence with readings.', { anchors: [2] }),
        judge('test-record', 19, 'One entry without instrument.'),
        judge('ppe', 'pass', 'Right equipment, check not explained.'),
        judge('access', 'merit', 'A specific finding, and use stopped until it was put right.', {
          anchors: [1],
        }),
        judge('explain', 'merit', 'Checked that the family understood, answered about the freezer.'),
      ],
      feedback: 'A sound job. Name who looks after each control.',
      pleaseCheck: false,
    },
  ],
  draft: null,
  agreed: null,
  confirmed: false,
};
