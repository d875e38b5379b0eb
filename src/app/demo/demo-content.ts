import type { DemoContent } from './content/demo-types.ts';
import { loggerLearnersA } from './content/logger-learners-a.ts';
import { loggerLearnersB } from './content/logger-learners-b.ts';
import { loggerUnit } from './content/logger-unit.ts';
import { siteLearnersA } from './content/site-learners-a.ts';
import { siteLearnersB } from './content/site-learners-b.ts';
import { siteUnit } from './content/site-unit.ts';

export type {
  DemoAgreed,
  DemoAnchor,
  DemoAssessment,
  DemoAssessor,
  DemoContent,
  DemoDraft,
  DemoEvidence,
  DemoLearner,
  DemoPerson,
} from './content/demo-types.ts';

/** The demo workspace: two units, fourteen learners, two assessors who do not always agree. All invented. */
export const demoContent: DemoContent = {
  workspace: { name: 'Autumn 2026 (demo)', provider: 'Harbour Street Training' },
  people: [
    { id: 'provider', name: 'Hannelore Achterberg', roles: ['provider'] },
    { id: 'assessor1', name: 'Marit Oyelaran', roles: ['assessor'] },
    { id: 'assessor2', name: 'Gareth Pham', roles: ['assessor'] },
    { id: 'moderator', name: 'Shirin Vasconcelos', roles: ['moderator'] },
  ],
  units: [siteUnit, loggerUnit],
  learners: [...siteLearnersA, ...siteLearnersB, ...loggerLearnersA, ...loggerLearnersB],
};
