import { describe, expect, it } from 'vitest';
import { grantedPaths } from '../../src/host/granted-paths.ts';

describe('granted paths', () => {
  it('a call that overtakes its grant waits for it', async () => {
    const granted = grantedPaths();
    const asked = granted.pathOf('ft_late');
    granted.grant('ft_late', '/evidence.zip');
    expect(await asked).toBe('/evidence.zip');
    expect(await granted.pathOf('ft_late')).toBe('/evidence.zip');
  });

  it('a token nobody granted leads nowhere', async () => {
    expect(await grantedPaths().pathOf('ft_forged')).toBeNull();
  });

  it('a file chosen to be read is not written over', async () => {
    const granted = grantedPaths();
    granted.grant('ft_bundle', '/evidence.zip', 'read');
    expect(await granted.pathOf('ft_bundle')).toBe('/evidence.zip');
    expect(await granted.pathOf('ft_bundle', 'write')).toBeNull();
    const asked = granted.pathOf('ft_late', 'write');
    granted.grant('ft_late', '/evidence.zip', 'read');
    expect(await asked).toBeNull();
    granted.grant('ft_copy', '/copy.pdf', 'write');
    expect(await granted.pathOf('ft_copy', 'write')).toBe('/copy.pdf');
  });
});
