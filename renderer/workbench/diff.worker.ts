import { diffLines } from 'diff';
import type { DiffPart, FromDiffer, ToDiffer } from './diff-protocol.ts';

// In a worker, because texts made to be compared slowly must not hold up the window; and never for long.
const TIMEOUT_MS = 4000;
const MAX_EDITS = 20_000;

addEventListener('message', ({ data }: MessageEvent<ToDiffer>) => {
  const changes = diffLines(data.before, data.now, {
    timeout: TIMEOUT_MS,
    maxEditLength: MAX_EDITS,
    stripTrailingCr: true,
  });
  const answer: FromDiffer = {
    parts:
      changes?.map(({ added, removed, value }): DiffPart => {
        const lines = value.split('\n');
        if (lines.at(-1) === '') lines.pop();
        return { kind: added ? 'added' : removed ? 'removed' : 'same', lines };
      }) ?? null,
  };
  postMessage(answer);
});
