import type { VerifyCheck } from '../../api/shapes.ts';
import type { Fact } from '../../domain/facts.ts';
import { factOfStored, readRecord, recordIdOf } from '../../ledger/record.ts';
import type { StoredRecord } from '../../store/records.ts';
import { misfiling } from '../check-ledger.ts';
import type { Workspace } from '../workspace.ts';
import { check, notChecked } from './checks.ts';

/** A record as its bytes say it now, whether or not they prove it. */
export interface ProvenRecord {
  readonly row: StoredRecord;
  /** Null where the bytes cannot be read as a record any more. */
  readonly fact: Fact | null;
  readonly checks: readonly VerifyCheck[];
}

/** Reads a record from its bytes on the disk, never from memory, and checks all that they should bear out. */
export function proveRecord(workspace: Workspace, row: StoredRecord): ProvenRecord {
  const read = readRecord(row.bytes, row.signature);
  const isNamedForBytes = recordIdOf(row.bytes) === row.id;
  const named = check(
    'id',
    isNamedForBytes,
    'The id is the SHA-256 of these bytes.',
    'The id is not the SHA-256 of these bytes: they were changed after they were stored.',
  );
  const signed = check(
    'signature',
    read.ok,
    'The author’s key signed exactly these bytes.',
    read.ok ? '' : read.error.message,
  );
  if (!read.ok)
    return {
      row,
      fact: readable(row),
      checks: [named, signed, notChecked('chain', 'What does not prove itself has no place to check.')],
    };
  const { fact } = read.value;
  const misfiled = misfiling(read.value, workspace.store.records.filing(row.position));
  return {
    row,
    fact,
    checks: [
      named,
      signed,
      ...(read.value.workspace === workspace.id
        ? []
        : [check('workspace', false, '', 'It belongs to another workspace.')]),
      ...(misfiled === null
        ? []
        : [check('filing', false, '', `It is filed under another ${misfiled} than it states.`)]),
      placeInChain(workspace, fact, read.value.prev),
    ],
  };
}

function readable({ id, bytes }: StoredRecord): Fact | null {
  try {
    return factOfStored(id, bytes);
  } catch {
    return null;
  }
}

function placeInChain({ store }: Workspace, fact: Fact, prev: StoredRecord['id'] | null): VerifyCheck {
  const { chains } = store;
  const { author, seq } = fact;
  const held = store.authority().heldBecause(fact);
  if (held !== null) return check('chain', false, '', held);
  const here = `It is record ${seq} of its author’s chain`;
  if (prev === null) return check('chain', seq === 1, `${here}, the first.`, 'It names none before it.');
  if (chains.isAt({ author, seq: seq - 1, id: prev }))
    return check('chain', true, `${here}, and follows the one it names.`, '');
  return chains.isElsewhere(prev)
    ? check('chain', false, '', `${here}, and follows a record that is not the one before it.`)
    : notChecked('chain', `${here}. The one before it is not here, so its place could not be checked.`);
}
