import { describe, expect, it } from 'vitest';
import { AUTHOR_ROLES } from '../../src/domain/author-roles.ts';
import { aUnit } from '../builders/a-unit.ts';
import { aWorkspace } from '../builders/a-workspace.ts';

describe('an external quality assurer', () => {
  it('holds no role that any kind of record needs, and a sentence says so', async () => {
    const { workspace, keyOf } = await aWorkspace({ people: { Eve: ['eqa'] } });
    const authority = workspace.store.authority();
    const now = new Date(workspace.now()).toISOString();
    const unit = aUnit().id;
    // Appointed as such, for this unit and day: it is the role alone that refuses.
    expect(authority.holds(keyOf('Eve'), ['eqa'], unit, now).allowed).toBe(true);
    for (const [type, roles] of Object.entries(AUTHOR_ROLES))
      for (const about of [null, unit]) {
        const may = authority.holds(keyOf('Eve'), roles, about, now);
        expect(may.allowed, type).toBe(false);
        expect(may.reason, type).toMatch(/^Eve is not appointed as /);
      }
  });
});
