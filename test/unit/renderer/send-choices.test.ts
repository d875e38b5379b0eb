import { describe, expect, it } from 'vitest';
import { firstKind, firstRecipient, kindsFor } from '../../../renderer/packages/send-choices.ts';
import { PersonKey } from '../../../src/domain/ids.ts';
import type { Role } from '../../../src/domain/roles.ts';

const keyOf = (letter: string) => PersonKey.parse(`did:key:z6Mk${letter.repeat(44)}`);
const person = (letter: string, ...roles: readonly Role[]) => ({ key: keyOf(letter), roles });

function me(...roles: readonly Role[]) {
  return { me: { key: keyOf('M'), name: 'Me', roles: [...roles], canSign: true, isAppointed: true } };
}

describe('what one may send', () => {
  it('follows from the role, with what anybody may send last', () => {
    expect(kindsFor(me('assessor'))).toEqual(['judgments', 'seal', 'workspace', 'backup']);
    expect(kindsFor(me('moderator'))).toEqual(['moderation', 'judgments', 'workspace', 'backup']);
    expect(kindsFor(me('eqa'))).toEqual(['workspace', 'backup']);
  });

  it('is everything for somebody alone', () => {
    const kinds = kindsFor(me('provider', 'assessor', 'moderator'));
    expect(kinds.toSorted()).toEqual([
      'assignment',
      'backup',
      'judgments',
      'moderation',
      'seal',
      'workspace',
    ]);
    expect(kinds.slice(-2)).toEqual(['workspace', 'backup']);
  });
});

describe('what is offered first', () => {
  const kinds = kindsFor(me('provider', 'moderator'));

  it('is what one came for', () => {
    expect(firstKind(kinds, { kind: 'moderation' }, undefined, 'assignment')).toBe('moderation');
  });

  it('is what one sent last, where it fits whom it is for', () => {
    expect(firstKind(kinds, {}, undefined, 'backup')).toBe('backup');
    expect(firstKind(kinds, {}, person('A', 'assessor'), 'moderation')).toBe('moderation');
    expect(firstKind(kinds, {}, person('A', 'assessor'), 'backup')).toBe('assignment');
    expect(firstKind(kinds, {}, person('A', 'eqa'), 'assignment')).toBe('workspace');
  });
});

describe('whom it is for at first', () => {
  const [one, other] = [person('A', 'assessor'), person('B', 'assessor')];
  const provider = person('P', 'provider');

  it('is whoever one came from, then whom one sent that to last', () => {
    expect(firstRecipient('assignment', [one, other], one.key, other.key)).toBe(one.key);
    expect(firstRecipient('assignment', [one, other], undefined, other.key)).toBe(other.key);
  });

  it('is the only one it fits, and nobody where there are several', () => {
    expect(firstRecipient('judgments', [one, provider], undefined, null)).toBe(provider.key);
    expect(firstRecipient('assignment', [one, other, provider], undefined, null)).toBeNull();
  });

  it('is nobody for a backup, and nobody who has left', () => {
    expect(firstRecipient('backup', [provider], provider.key, null)).toBeNull();
    expect(firstRecipient('judgments', [], undefined, provider.key)).toBeNull();
  });
});
