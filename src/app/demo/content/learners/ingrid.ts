import { type DemoLearner, SITE_UNIT } from '../demo-types.ts';
import { anchors, area, copy, learnerParts, nothingYet, photo, quote, report } from '../learner-parts.ts';

const { judge, file } = learnerParts('site');

/** Marked once. */
export const ingrid: DemoLearner = {
  identifier: 'HBR-26-0127',
  name: 'Ingrid Solbakken',
  email: 'ingrid.s@learners.example',
  unit: SITE_UNIT,
  bundleId: 'pf-2026-0127',
  title: 'Boathouse supply',
  description: 'Trench, tower and isolation among people carrying boats.',
  files: [
    file('risk-assessment.pdf', 'Risk assessment', report('ingrid-risk'), '2026-09-25T18:00', [
      'hazards',
      'controls',
      'access',
    ]),
    file(
      'witness.pdf',
      'Statement of the harbour electrician',
      report('witness-ingrid'),
      '2026-09-25T12:30',
      ['isolation', 'prove-dead', 'ppe', 'explain'],
    ),
    file('photos/trench.jpg', 'Trench at 08:10', photo('trench-ingrid'), '2026-09-25T06:10', [
      'access',
      'hazards',
    ]),
    file('photos/tower.jpg', 'Tower, lake side', photo('scaffold-ingrid'), '2026-09-25T06:25', ['access']),
    file('test-record.csv', 'Test record', copy('data/ingrid.csv'), '2026-09-25T11:10', ['test-record']),
  ],
  ...nothingYet,
  assessments: [
    {
      by: 'assessor2',
      at: '2026-10-16T09:10:00.000Z',
      anchors: anchors(
        ['risk-assessment.pdf', quote('This is the hazard that makes this site different from a house.')],
        [
          'witness.pdf',
          quote('tested line to neutral, line to earth and neutral to earth, and proved it again'),
        ],
        ['photos/trench.jpg', area(180, 300, 520, 440)],
        ['witness.pdf', quote('I do not know whether she did.')],
      ),
      judgments: [
        judge(
          'hazards',
          'distinction',
          'Members walking backwards with a boat: she saw what this site is about, and what changes at 16:00.',
          { anchors: [1], vacs: 'yyyy' },
        ),
        judge(
          'controls',
          'merit',
          'Order of preference throughout; standing guard until the barriers came was honest and effective.',
        ),
        judge('isolation', true, 'Lock and tag witnessed.', { vacs: 'yyyy' }),
        judge('prove-dead', true, 'All three combinations and both provings witnessed.', {
          anchors: [2],
          vacs: 'yyyy',
        }),
        judge('test-record', 16, 'Points 3, 7, 17 and 19 do not count.'),
        judge('ppe', 'merit', 'Complete and suited to the task, according to the witness.'),
        judge(
          'access',
          'merit',
          'Named the lift and the side, reported it, did not use it. The open trench was guarded in person.',
          { anchors: [3] },
        ),
        judge('explain', 'pass', 'Members were told. One question stayed open.', { anchors: [4] }),
      ],
      feedback:
        'You see a site through the eyes of the people who use it. Go back to the member with the bilge pump: an open question is part of the job.',
      pleaseCheck: false,
    },
  ],
};
