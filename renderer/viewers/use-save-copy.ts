import { useState } from 'react';
import type { Artifact } from '../../src/api/shapes.ts';
import type { Failure } from '../../src/domain/result.ts';
import { api } from '../state/api.ts';
import { useCommand } from '../state/command.ts';

export interface SaveCopy {
  readonly save: () => void;
  readonly isSaving: boolean;
  /** The name it was saved under; null before. */
  readonly savedAs: string | null;
  readonly error: Failure | undefined;
}

/** Saves an artifact's bytes where the person says. Nothing is ever opened or run. */
export function useSaveCopy(artifact: Pick<Artifact, 'hash' | 'path'>): SaveCopy {
  const command = useCommand('artifacts.saveCopy');
  const [savedAs, setSavedAs] = useState<string | null>(null);
  const save = async () => {
    const name = artifact.path.split('/').at(-1) ?? artifact.path;
    const chosen = await api.bridge.chooseSaveAs(name);
    if (!chosen) return;
    const result = await command.run({ artifact: artifact.hash, to: chosen.token });
    setSavedAs(result.ok ? chosen.name : null);
  };
  return { save: () => void save(), isSaving: command.isRunning, savedAs, error: command.error };
}
