import { useCallback } from 'react';
import type { BankComment } from '../../src/api/shapes.ts';
import type { CriterionId, UnitId } from '../../src/domain/ids.ts';
import { api } from './api.ts';
import { useRead } from './read.ts';

export interface CommentBank {
  /** Undefined until they are read. */
  readonly comments: readonly BankComment[] | undefined;
  /** Keeps words under a decision, or changes the comment named. False when that could not be done. */
  readonly keep: (text: string, decision: string | null, comment?: string) => Promise<boolean>;
  readonly remove: (comment: string) => Promise<void>;
  /** Counts a use; what was submitted often is kept from now on. */
  readonly use: (comment: BankComment) => Promise<void>;
}

/** What the person at the desk keeps to say about a criterion; null reads nothing. */
export function useComments(unit: UnitId, criterion: CriterionId | null): CommentBank {
  const { value, reload } = useRead('comments.list', criterion === null ? null : { unit, criterion });
  const keep = useCallback(
    async (text: string, decision: string | null, comment?: string) => {
      if (criterion === null) return false;
      const named = comment === undefined ? {} : { comment };
      const result = await api.call('comments.save', { unit, criterion, decision, text, ...named });
      if (result.ok) reload();
      return result.ok;
    },
    [unit, criterion, reload],
  );
  const remove = useCallback(
    async (comment: string) => {
      await api.call('comments.remove', { comment });
      reload();
    },
    [reload],
  );
  const use = useCallback(
    async ({ comment, decision, text }: BankComment) => {
      if (criterion === null) return;
      const kept =
        comment === null
          ? await api.call('comments.save', { unit, criterion, decision, text })
          : { ok: true as const, value: { comment } };
      if (kept.ok && kept.value.comment !== null) {
        await api.call('comments.use', { comment: kept.value.comment });
      }
      reload();
    },
    [unit, criterion, reload],
  );
  return { comments: value, keep, remove, use };
}
