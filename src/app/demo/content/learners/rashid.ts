import { type DemoLearner, SITE_UNIT } from '../demo-types.ts';
import { copy, learnerParts, nothingYet, photo, report } from '../learner-parts.ts';

const { file } = learnerParts('site');

/** Nobody has looked at it yet. */
export const rashid: DemoLearner = {
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
    file(
      'witness-statement.eml',
      'Witness statement of the site manager',
      copy('letters/rashid-witness.eml'),
      '2026-10-02T14:20',
      ['controls', 'access'],
    ),
    file(
      'site-method-statement.docx',
      'Method statement',
      copy('office/method-statement-rashid.docx'),
      '2026-10-01T16:45',
      ['controls', 'isolation', 'access'],
    ),
    file(
      'register.xlsx',
      'Instruments and readings',
      copy('office/register-rashid.xlsx'),
      '2026-10-02T13:05',
      ['test-record'],
    ),
    file('test-record.csv', 'Test record', copy('data/rashid.csv'), '2026-10-02T13:00', ['test-record']),
  ],
  ...nothingYet,
};
