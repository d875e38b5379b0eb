import type { PersonKey, SubmissionId, UnitId } from '../ids.ts';
import type { Sha256Of } from '../sampling/lots.ts';

export interface Planting {
  readonly unit: UnitId;
  readonly person: PersonKey;
  /** Seeds that this person was never given and may be given. */
  readonly available: readonly SubmissionId[];
  /** About one seed in so many scripts. */
  readonly oneIn: number;
  /** Ordinary scripts the person has been given by now, those that are about to be included. */
  readonly ordinary: number;
  /** Seeds the person has been given by now. */
  readonly given: number;
  /** Of these, those not marked yet. */
  readonly outstanding: number;
  /** They failed a seed, so that another one is due whatever the rate. */
  readonly isSecondChance: boolean;
  /** Decides which; the same seed gives the same. */
  readonly seed: string;
}

const byLot = (ids: readonly SubmissionId[], seed: string, sha256: Sha256Of) =>
  ids
    .map((id) => ({ id, lot: sha256(`${seed}\n${id}`) }))
    .sort((a, b) => (a.lot < b.lot ? -1 : a.lot > b.lot ? 1 : a.id < b.id ? -1 : 1))
    .map(({ id }) => id);

/**
 * Which seeds are slipped in among what somebody is given, and how many are due: so many that it comes to about one in
 * `oneIn`, never fewer, and one for a second chance. Where the first one falls differs between people, so that nobody
 * counts to it.
 */
export function chooseSeeds(
  planting: Planting,
  sha256: Sha256Of,
): { readonly due: number; readonly seeds: readonly SubmissionId[] } {
  const { unit, person, oneIn, ordinary, given, outstanding, isSecondChance, available, seed } = planting;
  const offset = Number.parseInt(sha256(`${unit}\n${person}`).slice(0, 8), 16) % oneIn;
  const byRate = Math.max(0, Math.floor((ordinary + offset) / oneIn) - given);
  const due = isSecondChance && outstanding === 0 ? Math.max(1, byRate) : byRate;
  return { due, seeds: byLot(available, seed, sha256).slice(0, due) };
}

/** Seeds among ordinary scripts, in an order that tells nothing of which is which. */
export function mixed(
  ordinary: readonly SubmissionId[],
  seeds: readonly SubmissionId[],
  seed: string,
  sha256: Sha256Of,
): readonly SubmissionId[] {
  return byLot([...ordinary, ...seeds], `order ${seed}`, sha256);
}
