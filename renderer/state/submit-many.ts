import { useRef, useState } from 'react';
import type { SubmissionId } from '../../src/domain/ids.ts';
import type { Failure } from '../../src/domain/result.ts';
import { api, newCommand } from './api.ts';

export interface Ready {
  readonly submission: SubmissionId;
  readonly learner: string;
  readonly revision: number;
}

export interface SubmittedMany {
  readonly done: number;
  readonly total: number;
  readonly isRunning: boolean;
  readonly failed: readonly { readonly ready: Ready; readonly error: Failure }[];
}

/** Submits drafts one after the other. Each is submitted whole or not at all; stopping keeps those that were. */
export function useSubmitMany() {
  const [state, setState] = useState<SubmittedMany | null>(null);
  const isStopped = useRef(false);

  async function run(drafts: readonly Ready[]): Promise<void> {
    isStopped.current = false;
    let now: SubmittedMany = { done: 0, total: drafts.length, isRunning: true, failed: [] };
    setState(now);
    for (const ready of drafts) {
      if (isStopped.current) break;
      const { submission, revision } = ready;
      const result = await api.call('assessments.submit', { command: newCommand(), submission, revision });
      now = result.ok
        ? { ...now, done: now.done + 1 }
        : { ...now, failed: [...now.failed, { ready, error: result.error }] };
      setState(now);
    }
    setState({ ...now, isRunning: false });
  }

  function stop(): void {
    isStopped.current = true;
  }

  return { state, run, stop };
}
