import { type DemoLearner, SITE_UNIT } from '../demo-types.ts';
import { anchors, area, copy, learnerParts, photo, quote, report, slides, whole } from '../learner-parts.ts';

const { judge, settle, file } = learnerParts('site');

/** Marked twice, two levels apart on one criterion, reconciled and confirmed: not yet. She has handed in again. */
export const leilani: DemoLearner = {
  identifier: 'HBR-26-0124',
  name: 'Leilani Kahananui',
  email: 'leilani.k@learners.example',
  unit: SITE_UNIT,
  bundleId: 'pf-2026-0124',
  title: 'Outside light, community hall',
  description: 'Risk assessment, photographs and slides of the toolbox talk.',
  files: [
    file('risk-assessment.pdf', 'Risk assessment', report('leilani-risk'), '2026-09-18T19:40', [
      'hazards',
      'controls',
      'isolation',
      'access',
    ]),
    file('toolbox-talk.pptx', 'Toolbox talk', slides('leilani-talk'), '2026-09-18T09:30', ['explain']),
    file('isolation-steps.md', 'Isolation steps', copy('notes/isolation-leilani.md'), '2026-09-18T09:10', [
      'isolation',
      'prove-dead',
    ]),
    file('photos/board.jpg', 'The board in the hall', photo('board-tape-leilani'), '2026-09-18T10:44', [
      'isolation',
    ]),
    file('photos/scaffold.jpg', 'The scaffold on the day', photo('scaffold-leilani'), '2026-09-18T10:50', [
      'access',
    ]),
    file('photos/ppe.jpg', 'PPE board', photo('ppe-leilani'), '2026-09-18T10:31', ['ppe']),
    file('test-record.csv', 'Test record', copy('data/leilani.csv'), '2026-09-18T13:00', ['test-record']),
  ],
  assessments: [
    {
      by: 'assessor1',
      at: '2026-10-15T10:00:00.000Z',
      anchors: anchors(
        ['risk-assessment.pdf', quote('I put tape over the switch and a note.')],
        ['photos/scaffold.jpg', area(180, 190, 700, 120)],
        ['toolbox-talk.pptx', whole],
      ),
      judgments: [
        judge(
          'hazards',
          'merit',
          'The playgroup, its times and the gate that does not close: she really looked.',
        ),
        judge(
          'controls',
          'pass',
          'Rated in words; the gate is a good control, height rests on PPE and the scaffold.',
        ),
        judge(
          'isolation',
          false,
          'Tape can be removed by anybody. The circuit was named by the caretaker, not found.',
          { anchors: [1] },
        ),
        judge('prove-dead', false, 'No word of proving the indicator, and no combinations.'),
        judge('test-record', 12, 'Eight entries are incomplete or impossible.'),
        judge('ppe', 'not_yet', 'Glasses and ear defenders were not there, and she drilled overhead.'),
        judge(
          'access',
          'not_yet',
          'No toe board, no guard rail on the upper lift, no tag, all in plain view in her own photograph.',
          { anchors: [2], vacs: 'yyyy' },
        ),
        judge(
          'explain',
          'distinction',
          'The kettle test and the answer about returning children were changes made because somebody asked.',
          { anchors: [3] },
        ),
      ],
      feedback:
        'You care for the people around the job, and it shows. The isolation and the scaffold must be put right before you pass: lock, prove, inspect. We can practise this together.',
      pleaseCheck: false,
    },
    {
      by: 'assessor2',
      at: '2026-10-15T15:30:00.000Z',
      anchors: anchors(['photos/board.jpg', area(230, 380, 500, 130)]),
      judgments: [
        judge('hazards', 'pass', 'The children are covered well, the rest is general.'),
        judge(
          'controls',
          'not_yet',
          'High, medium and low without a reason, and PPE alone against the fall.',
        ),
        judge('isolation', false, 'Tape over a switch is not an isolation, and the chart is empty.', {
          anchors: [1],
        }),
        judge('prove-dead', false, 'The indicator was not proved.'),
        judge('test-record', 11, 'Nine entries do not count; I do not accept point 8 either.'),
        judge('ppe', 'not_yet', 'Two items missing.'),
        judge('access', 'not_yet', 'Shaking a scaffold is not an inspection.'),
        judge('explain', 'pass', 'Clear slides. There is no record that anybody understood.'),
      ],
      feedback: 'Not yet. Please work through isolation again, and never use a scaffold without a tag.',
      pleaseCheck: false,
    },
  ],
  draft: null,
  agreed: {
    by: 'moderator',
    at: '2026-10-21T14:10:00.000Z',
    reason:
      'Both assessors agree on what is missing. They were two levels apart on the toolbox talk: the last slide records two questions and a test with the kettle, which is more than a pass, but the plan itself was not changed in writing, so it is merit.',
    judgments: [
      settle(
        judge(
          'hazards',
          'merit',
          'The gate and the playgroup times are hazards that others bring, and she says how harm would come.',
        ),
        'assessor1',
      ),
      settle(
        judge(
          'controls',
          'not_yet',
          'PPE and an uninspected scaffold cannot be the only controls against a fall.',
        ),
        'assessor2',
      ),
      settle(
        judge('isolation', false, 'Both assessors: tape can be removed by anybody.'),
        'assessor1',
        'assessor2',
      ),
      settle(
        judge('prove-dead', false, 'Both assessors: the indicator was not proved.'),
        'assessor1',
        'assessor2',
      ),
      settle(judge('test-record', 12, 'Point 8 is plausible for this circuit and counts.'), 'assessor1'),
      settle(
        judge('ppe', 'not_yet', 'Both assessors: glasses and ear defenders missing.'),
        'assessor1',
        'assessor2',
      ),
      settle(judge('access', 'not_yet', 'Both assessors: defects in plain view.'), 'assessor1', 'assessor2'),
      settle(
        judge(
          'explain',
          'merit',
          'Questions were asked and answered correctly, one by trying it out; the change was not recorded in the plan.',
        ),
        'assessor1',
        'assessor2',
      ),
    ],
  },
  confirmed: true,
  again: {
    bundleId: 'pf-2026-0124-2',
    title: 'Outside light, community hall (second visit)',
    description: 'What was asked for: isolation, equipment and scaffold done again, with an observation.',
    files: [
      file('risk-assessment.pdf', 'Risk assessment', report('leilani-risk-2'), '2026-10-26T19:05', [
        'hazards',
        'controls',
        'isolation',
        'access',
      ]),
      file('toolbox-talk.pptx', 'Toolbox talk', slides('leilani-talk'), '2026-09-18T09:30', ['explain']),
      file(
        'isolation-steps.md',
        'Isolation steps',
        copy('notes/isolation-leilani-2.md'),
        '2026-10-25T17:30',
        ['isolation', 'prove-dead'],
      ),
      file('photos/scaffold.jpg', 'The scaffold on the day', photo('scaffold-leilani'), '2026-09-18T10:50', [
        'access',
      ]),
      file(
        'observation.pdf',
        'Observation at the second visit',
        report('witness-leilani'),
        '2026-10-26T16:20',
        ['isolation', 'prove-dead', 'ppe', 'access'],
      ),
      file('test-record.csv', 'Test record', copy('data/leilani.csv'), '2026-09-18T13:00', ['test-record']),
    ],
  },
};
