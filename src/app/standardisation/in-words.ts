import { assertNever } from '../../domain/result.ts';
import type { StandardsFact } from '../../domain/standardisation/standards-view.ts';
import type { Workspace } from '../workspace.ts';

/** One sentence: what happened. Not which script, nor which kind of set: whoever reads the log may be a marker. */
export function standardisationInWords(fact: StandardsFact, { store }: Workspace): string {
  const code = store.units.current(fact.body.unit)?.unit.code ?? fact.body.unit;
  const { nameOf } = store.authority();
  switch (fact.type) {
    case 'standardisation.marked':
    case 'standardisation.set_made':
    case 'standardisation.set_ended':
      return `Set standards for marking ${code}`;
    case 'standardisation.approved':
      return `Approved ${nameOf(fact.body.person)} to mark ${code} until ${fact.body.until.slice(0, 10)}`;
    case 'standardisation.suspended':
      return `Suspended ${nameOf(fact.body.person)} from marking ${code}`;
    case 'standardisation.requalifying':
      return `Let ${nameOf(fact.body.person)} qualify again to mark ${code}`;
    case 'standardisation.removed':
      return `Removed ${nameOf(fact.body.person)} from the markers of ${code}`;
    case 'standardisation.withdrawn':
      return `Withdrew something about the standards of ${code}`;
    default:
      return assertNever(fact);
  }
}
