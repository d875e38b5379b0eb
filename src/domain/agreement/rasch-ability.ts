import type { RaschDesign } from './rasch-design.ts';
import { expect, type RaschParameters, roomForExpected } from './rasch-model.ts';

export interface Ability {
  readonly ability: number;
  readonly se: number;
  /** All highest or all lowest marks: the measure is the least that can be said, and its error large. */
  readonly extreme: 'highest' | 'lowest' | null;
}

/**
 * A learner’s measure by weighted likelihood (Warm 1989): nearly without bias, and finite for learners with all highest
 * or all lowest marks, who have none by maximum likelihood.
 */
export function abilityOf(design: RaschDesign, parameters: RaschParameters, learner: number): Ability {
  const { starts, marker, criterion, step, categories } = design;
  const [from, to] = [starts[learner] ?? 0, starts[learner + 1] ?? 0];
  const room = roomForExpected();
  const sumsAt = (ability: number) => {
    let [slope, information, third] = [0, 0, 0];
    for (let at = from; at < to; at++) {
      const about = { ability, marker: marker[at] ?? 0, criterion: criterion[at] ?? 0 };
      expect(design, parameters, about, 0, room);
      slope += (step[at] ?? 0) - room.mean;
      information += room.variance;
      third += room.third;
    }
    return { root: slope + third / (2 * information), information };
  };
  // The weighted slope falls from above zero to below, so halving finds where it crosses.
  let [low, high] = [-25, 25];
  for (let round = 0; round < 60; round++) {
    const middle = (low + high) / 2;
    if (sumsAt(middle).root > 0) low = middle;
    else high = middle;
  }
  const ability = (low + high) / 2;
  let [gained, most] = [0, 0];
  for (let at = from; at < to; at++) {
    gained += step[at] ?? 0;
    most += (categories[criterion[at] ?? 0]?.length ?? 1) - 1;
  }
  return {
    ability,
    se: 1 / Math.sqrt(sumsAt(ability).information),
    extreme: gained === 0 ? 'lowest' : gained === most ? 'highest' : null,
  };
}
