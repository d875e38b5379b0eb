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
});
