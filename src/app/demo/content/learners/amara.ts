import { type DemoLearner, SITE_UNIT } from '../demo-types.ts';
import { anchors, area, copy, learnerParts, photo, quote, report } from '../learner-parts.ts';

const { judge, file } = learnerParts('site');

/** Marked twice, and apart on a critical criterion: was every combination proved dead? */
export const amara: DemoLearner = {
  identifier: 'HBR-26-0117',
  name: 'Amara Osei-Lindqvist',
  email: 'amara.osei@learners.example',
  unit: SITE_UNIT,
  bundleId: 'pf-2026-0117',
  title: 'New socket in Workshop 2',
  description:
    'Risk assessment, photographs, test record and observation from one morning at Harbour Street.',
  files: [
    file('risk-assessment.pdf', 'Risk assessment', report('amara-risk'), '2026-09-14T18:20', [
      'hazards',
      'controls',
      'prove-dead',
    ]),
    file(
      'plan.png',
      'Plan of the workshop, drawn on the day',
      copy('photos/plan-amara.png'),
      '2026-09-14T05:50',
      ['hazards'],
    ),
    file(
      'photos/board-locked.jpg',
      'Way 5 locked and tagged',
      photo('board-locked-amara'),
      '2026-09-14T06:41',
      ['isolation'],
    ),
    file('photos/proving-dead.jpg', 'At the socket', photo('probe-dead-amara'), '2026-09-14T06:47', [
      'prove-dead',
    ]),
    file('photos/ppe-board.jpg', 'PPE before the start', photo('ppe-amara'), '2026-09-14T06:05', ['ppe']),
    file('test-record.csv', 'Test record, two circuits', copy('data/amara.csv'), '2026-09-14T09:55', [
      'test-record',
    ]),
    file(
      'observation.pdf',
      'Observation by the site supervisor',
      report('observation-amara'),
      '2026-09-14T15:10',
      ['isolation', 'prove-dead', 'ppe', 'explain'],
    ),
  ],
  assessments: [
    {
      by: 'assessor1',
      at: '2026-10-12T09:42:00.000Z',
      anchors: anchors(
        [
          'risk-assessment.pdf',
          quote('I will look at the table again at 10:00 and after lunch and initial it.'),
        ],
        ['photos/board-locked.jpg', area(410, 355, 190, 360)],
        [
          'observation.pdf',
          quote('Proved the indicator, tested line to neutral and line to earth, proved the indicator again'),
        ],
        ['photos/proving-dead.jpg', area(470, 0, 170, 110)],
        [
          'observation.pdf',
          quote('Asked an apprentice without glasses to stand back, and fetched him a pair'),
        ],
      ),
      judgments: [
        judge(
          'hazards',
          'distinction',
          'Six hazards of this room, each with people and cause. She says which of them change during the morning and when she will look again, and initialled it at 10:00.',
          { anchors: [1], vacs: 'yyyy' },
        ),
        judge(
          'controls',
          'merit',
          'Order of preference is kept: work moved, screen, battery tools, only then PPE. Owner and time for each.',
          { vacs: 'yyyy' },
        ),
        judge(
          'isolation',
          true,
          'Circuit found with a lamp, own lock, tag with name and time. The supervisor saw it.',
          { anchors: [2], vacs: 'yyyy' },
        ),
        judge(
          'prove-dead',
          true,
          'Indicator proved before and after, seen by the supervisor. Neutral to earth was not seen, but she describes the routine correctly and says she always does it. I accept this with the photo.',
          { anchors: [3, 4], vacs: 'yyyu', confidence: 'medium' },
        ),
        judge(
          'test-record',
          18,
          'Point 6 lacks the instrument, point 13 the unit. The rest is complete and plausible.',
        ),
        judge(
          'ppe',
          'distinction',
          'Checked gloves by air, wore everything, and looked after the apprentice.',
          { anchors: [5] },
        ),
        judge(
          'access',
          'pass',
          'No scaffold or trench on this job. The step ladder check is in the observation; enough for a pass, no more.',
          { confidence: 'medium', vacs: 'yyyu' },
        ),
        judge('explain', 'merit', 'Explained the extraction to the joinery lead and answered him correctly.'),
      ],
      feedback:
        'A careful morning, Amara. Your plan and the review at ten o’clock are exactly what we hope to see. Write down all three combinations when you prove dead, every time, so that nobody has to take your word for it.',
      pleaseCheck: false,
    },
    {
      by: 'assessor2',
      at: '2026-10-13T13:05:00.000Z',
      anchors: anchors(
        ['risk-assessment.pdf', quote('tested line to neutral and line to earth at the socket')],
        ['observation.pdf', quote('I cannot confirm it either way.')],
        ['photos/board-locked.jpg', area(410, 355, 190, 360)],
      ),
      judgments: [
        judge(
          'hazards',
          'merit',
          'Specific to the place, includes the cleaner and the apprentices. The review times are there; I would have liked a reason for each.',
        ),
        judge(
          'controls',
          'merit',
          'Good order, owners named. The argument against switching off the whole board is sound.',
        ),
        judge('isolation', true, 'Lock, tag and key are evidenced twice.', { anchors: [3] }),
        judge(
          'prove-dead',
          false,
          'Her own report lists two combinations only, and the supervisor did not see neutral to earth. The criterion asks for every combination. A routine that is said is not a test that is shown.',
          { anchors: [1, 2], vacs: 'yyyn' },
        ),
        judge('test-record', 18, 'Two entries incomplete (6 and 13).'),
        judge('ppe', 'distinction', 'Acted on another person’s missing glasses.'),
        judge('access', 'pass', 'Little was needed here; what was needed was done.', { confidence: 'low' }),
        judge('explain', 'merit', 'Clear answer to the joinery lead, shown on the chart.'),
      ],
      feedback:
        'Strong work. One thing stands in the way: there is no evidence that neutral to earth was tested. Please repeat the test in front of your supervisor and send the record.',
      pleaseCheck: false,
    },
  ],
  draft: null,
  agreed: null,
  confirmed: false,
};
