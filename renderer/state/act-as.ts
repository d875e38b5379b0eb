import { useCallback } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { PersonKey } from '../../src/domain/ids.ts';
import type { Failure } from '../../src/domain/result.ts';
import { api } from './api.ts';
import { saveEverything } from './pending-saves.ts';
import { workspace } from './workspace.ts';

interface Acting {
  /** Whose key is being opened: that takes a second or two where a passphrase seals it. */
  readonly becoming: PersonKey | null;
  readonly error: Failure | undefined;
}

const acting = createStore<Acting>()(() => ({ becoming: null, error: undefined }));

/** From now on this machine acts as another person whose key it holds. */
export function useActAs() {
  return useCallback(async (person: PersonKey) => {
    if (acting.getState().becoming !== null) return;
    acting.setState({ becoming: person, error: undefined });
    // Words still under way are of the one who gets up.
    await saveEverything();
    const result = await api.call('people.actAs', { person });
    if (result.ok) workspace.getState().opened(result.value);
    acting.setState({ becoming: null, error: result.ok ? undefined : result.error });
  }, []);
}

/** Whether one is becoming somebody else, or why that failed. */
export function useActing(): Acting {
  return useStore(acting);
}

export function forgetActing(): void {
  acting.setState(acting.getInitialState());
}
