import { comments } from './content/comments.ts';
import type { DemoContent } from './content/demo-types.ts';
import { amara } from './content/learners/amara.ts';
import { daniel } from './content/learners/daniel.ts';
import { elias } from './content/learners/elias.ts';
import { fatoumata } from './content/learners/fatoumata.ts';
import { ingrid } from './content/learners/ingrid.ts';
import { joaquin } from './content/learners/joaquin.ts';
import { leilani } from './content/learners/leilani.ts';
import { mei } from './content/learners/mei.ts';
import { nadia } from './content/learners/nadia.ts';
import { oluwaseun } from './content/learners/oluwaseun.ts';
import { priya } from './content/learners/priya.ts';
import { rashid } from './content/learners/rashid.ts';
import { tomasz } from './content/learners/tomasz.ts';
import { viktor } from './content/learners/viktor.ts';
import { loggerUnit } from './content/logger-unit.ts';
import { siteUnit } from './content/site-unit.ts';

/** The demo workspace: two units, fourteen learners, one of them twice, two assessors who do not always agree. All invented. */
export const demoContent: DemoContent = {
  workspace: { name: 'Autumn 2026 (demo)', provider: 'Harbour Street Training' },
  people: [
    { id: 'provider', name: 'Hannelore Achterberg', roles: ['provider'] },
    { id: 'assessor1', name: 'Marit Oyelaran', roles: ['assessor'] },
    { id: 'assessor2', name: 'Gareth Pham', roles: ['assessor'] },
    { id: 'moderator', name: 'Shirin Vasconcelos', roles: ['moderator'] },
  ],
  units: [siteUnit, loggerUnit],
  learners: [
    amara,
    tomasz,
    leilani,
    rashid,
    ingrid,
    joaquin,
    mei,
    oluwaseun,
    nadia,
    viktor,
    priya,
    elias,
    fatoumata,
    daniel,
  ],
  comments,
};
