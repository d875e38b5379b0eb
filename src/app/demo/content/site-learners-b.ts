import { type DemoLearner, SITE_UNIT } from './demo-types.ts';
import { anchors, area, copy, learnerParts, photo, quote, report } from './learner-parts.ts';

const { judge, file } = learnerParts('site');
const nothingYet = { assessments: [], draft: null, agreed: null, confirmed: false } as const;

/** Nobody has looked at it yet. */
const rashid: DemoLearner = {
  identifier: 'HBR-26-0126',
  name: 'Rashid al-Tamimi',
  email: 'rashid.t@learners.example',
  unit: SITE_UNIT,
  bundleId: 'pf-2026-0126',
  title: 'Supply to the bicycle shelter',
  description: 'A trench across a busy yard.',
  files: [
    file('risk-assessment.pdf', 'Risk assessment', report('rashid-risk'), '2026-10-02T16:10', [
      'hazards',
      'controls',
      'access',
      'explain',
    ]),
    file('plan.png', 'Sketch of yard and plant room', copy('photos/plan-rashid.png'), '2026-10-02T05:40', [
      'hazards',
    ]),
    file('photos/trench.jpg', 'Trench before inspection', photo('trench-rashid'), '2026-10-02T11:25', [
      'access',
    ]),
    file('test-record.csv', 'Test record', copy('data/rashid.csv'), '2026-10-02T13:00', ['test-record']),
  ],
  ...nothingYet,
};

/** Marked once. */
const ingrid: DemoLearner = {
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

/** Marked once: not yet, because half of the evidence is not there. */
const joaquin: DemoLearner = {
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

/** Marked twice within tolerance and confirmed: ready to export. */
const mei: DemoLearner = {
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

export const siteLearnersB: readonly DemoLearner[] = [rashid, ingrid, joaquin, mei];
