import { type DemoLearner, SITE_UNIT } from '../demo-types.ts';
import { anchors, area, copy, learnerParts, nothingYet, photo, quote, report } from '../learner-parts.ts';

const { judge, file } = learnerParts('site');

/** Marked twice within tolerance and confirmed: ready to export. */
export const mei: DemoLearner = {
  identifier: 'HBR-26-0132',
  name: 'Tan Mei-Xuan',
  email: 'meixuan.tan@learners.example',
  unit: SITE_UNIT,
  bundleId: 'pf-2026-0132',
  title: 'Studio sockets and an open trench',
  description: 'A first floor ring with a suspected borrowed neutral.',
  files: [
    file(
      'risk-assessment.pdf',
      'Risk assessment and isolation record',
      report('mei-risk'),
      '2026-09-21T18:30',
      ['hazards', 'controls', 'prove-dead', 'access', 'explain'],
    ),
    file(
      'discussion.md',
      'Professional discussion, notes',
      copy('notes/discussion-mei.md'),
      '2026-09-22T15:00',
      ['ppe', 'explain', 'prove-dead'],
    ),
    file(
      'photos/board-locked.jpg',
      'Way 9 locked and tagged',
      photo('board-locked-mei'),
      '2026-09-21T11:06',
      ['isolation'],
    ),
    file('photos/proving-dead.jpg', 'Neutral to earth', photo('probe-dead-mei'), '2026-09-21T11:09', [
      'prove-dead',
    ]),
    file('photos/trench.jpg', 'Trench before the spoil was moved', photo('trench-mei'), '2026-09-21T06:02', [
      'access',
    ]),
    file('test-record.csv', 'Test record', copy('data/mei.csv'), '2026-09-21T15:40', ['test-record']),
  ],
  ...nothingYet,
  assessments: [
    {
      by: 'assessor1',
      at: '2026-10-13T08:50:00.000Z',
      anchors: anchors(
        [
          'risk-assessment.pdf',
          quote(
            'I had not seen that. I changed the assessment, borrowed two battery lights and moved the start to 13:00.',
          ),
        ],
        ['discussion.md', quote('Because the studio was two flats once.')],
        ['photos/board-locked.jpg', area(560, 330, 260, 380)],
      ),
      judgments: [
        judge(
          'hazards',
          'distinction',
          'Says for each hazard how harm comes about, and found the borrowed neutral others would miss.',
          { vacs: 'yyyy' },
        ),
        judge(
          'controls',
          'distinction',
          'Every control has an owner and a time, and the photographs show them.',
        ),
        judge('isolation', true, 'Traced, switched, locked, tagged.', { anchors: [3], vacs: 'yyyy' }),
        judge('prove-dead', true, 'Complete, timed, with a clamp on the neutral.', {
          anchors: [2],
          vacs: 'yyyy',
        }),
        judge('test-record', 20, 'All twenty entries are complete.'),
        judge('ppe', 'merit', 'Knows what the glove does not protect from.'),
        judge('access', 'distinction', 'Moved the spoil, noticed that the sheet was from before the rain.'),
        judge('explain', 'distinction', 'The teacher’s remark changed the plan.', { anchors: [1] }),
      ],
      feedback: 'Outstanding. I would be glad to have you on any site.',
      pleaseCheck: false,
    },
    {
      by: 'assessor2',
      at: '2026-10-14T10:30:00.000Z',
      anchors: anchors(
        ['risk-assessment.pdf', quote('New sheet started')],
        ['discussion.md', quote('One was wrong, so I walked down the stairs with her.')],
      ),
      judgments: [
        judge('hazards', 'distinction', 'Complete and alive.'),
        judge('controls', 'merit', 'Owners and times for all. What was not done is not discussed.'),
        judge('isolation', true, 'Fully evidenced.'),
        judge('prove-dead', true, 'Six timed steps.'),
        judge('test-record', 20, 'Nothing missing.'),
        judge('ppe', 'merit', 'Explains limits of the equipment.'),
        judge('access', 'distinction', 'Checked the last sheet and what changed since.', { anchors: [1] }),
        judge('explain', 'distinction', 'Checked understanding one by one.', { anchors: [2] }),
      ],
      feedback: 'Excellent. Add next time what you decided not to do, and why.',
      pleaseCheck: false,
    },
  ],
  confirmed: true,
};
