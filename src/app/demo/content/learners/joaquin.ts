import { type DemoLearner, SITE_UNIT } from '../demo-types.ts';
import { anchors, area, learnerParts, nothingYet, photo, quote, report } from '../learner-parts.ts';

const { judge, file } = learnerParts('site');

/** Marked once: not yet, because half of the evidence is not there. */
export const joaquin: DemoLearner = {
  identifier: 'HBR-26-0129',
  name: 'Joaquín Ferreira-Duarte',
  email: 'joaquin.fd@learners.example',
  unit: SITE_UNIT,
  bundleId: 'pf-2026-0129',
  title: 'Heater circuit, school store room',
  description: 'One page and one photograph.',
  files: [
    file('risk-assessment.pdf', 'Risk assessment', report('joaquin-risk'), '2026-09-30T20:55', [
      'hazards',
      'controls',
      'prove-dead',
    ]),
    file('photos/board.jpg', 'The board', photo('board-joaquin'), '2026-09-30T08:12', ['isolation']),
  ],
  ...nothingYet,
  assessments: [
    {
      by: 'assessor1',
      at: '2026-10-16T16:45:00.000Z',
      anchors: anchors(
        ['photos/board.jpg', area(430, 330, 130, 200)],
        ['risk-assessment.pdf', quote('I used the tester and it was dead.')],
      ),
      judgments: [
        judge(
          'hazards',
          'not_yet',
          'Three words that fit any site. Nobody is named, although it is a school.',
          { vacs: 'ynyn' },
        ),
        judge('controls', 'not_yet', 'No ratings; "be careful" is not a control.'),
        judge(
          'isolation',
          false,
          'There is a lock in the photograph, but no tag, and nothing shows how the circuit was identified.',
          { anchors: [1], vacs: 'yyyn' },
        ),
        judge(
          'prove-dead',
          false,
          'One sentence. The indicator was not proved and no combination is named.',
          { anchors: [2], vacs: 'yuyn' },
        ),
        judge('test-record', 0, 'No test record in the portfolio.', { vacs: '---n' }),
        judge('ppe', 'not_yet', 'No evidence.', { vacs: '---n' }),
        judge('access', 'not_yet', 'A ladder is mentioned; no check is recorded.', { vacs: '---n' }),
        judge('explain', 'not_yet', 'No evidence.', { vacs: '---n' }),
      ],
      feedback:
        'There is a lock in your photograph, so I believe the job was better than the page. Send the test record, a photo of the tag, and describe who uses the store room. Use the checklist of week 3.',
      pleaseCheck: false,
    },
  ],
};
