import { type DemoLearner, SITE_UNIT } from './demo-types.ts';
import {
  anchors,
  area,
  copy,
  learnerParts,
  photo,
  quote,
  report,
  seconds,
  slides,
  whole,
} from './learner-parts.ts';

const { judge, settle, file } = learnerParts('site');

/** Marked twice, and apart on a critical criterion: was every combination proved dead? */
const amara: DemoLearner = {
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

/** Marked twice within tolerance. */
const tomasz: DemoLearner = {
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

/** Marked twice, two levels apart on one criterion, reconciled by the moderator: not yet. */
const leilani: DemoLearner = {
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
  confirmed: false,
};

export const siteLearnersA: readonly DemoLearner[] = [amara, tomasz, leilani];
