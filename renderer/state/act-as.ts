import { useCallback } from 'react';
import type { PersonKey } from '../../src/domain/ids.ts';
import { api } from './api.ts';
import { workspace } from './workspace.ts';

/** From now on this machine acts as another person whose key it holds. */
export function useActAs() {
  return useCallback(async (person: PersonKey) => {
    const result = await api.call('people.actAs', { person });
    if (result.ok) workspace.getState().opened(result.value);
    return result;
  }, []);
}
