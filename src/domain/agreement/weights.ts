/**
 * How much two ratings agree: 1 for the same category, less for others, the same both ways.
 * Categories are meant by their place; `spread` is there because most weights need no loop over all pairs for it.
 */
export interface AgreementWeights {
  readonly between: (one: number, other: number) => number;
  /** For every category, the sum over all categories of their weight with it times their mass. */
  readonly spread: (mass: Float64Array) => Float64Array;
}

/** Only the same category agrees. */
export const identityWeights: AgreementWeights = {
  between: (one, other) => (one === other ? 1 : 0),
  spread: (mass) => mass.slice(),
};

/** Agreement falls with the distance of two scores (ascending): 1 − |a−b| / range (Cicchetti & Allison 1971). */
export function linearWeights(scores: Float64Array): AgreementWeights {
  const range = rangeOf(scores);
  if (range === 0) return identityWeights;
  const at = (place: number) => scores[place] ?? 0;
  return {
    between: (one, other) => 1 - Math.abs(at(one) - at(other)) / range,
    spread: (mass) => {
      let [above, aboveMoment] = [0, 0];
      for (let place = 0; place < mass.length; place++) {
        above += mass[place] ?? 0;
        aboveMoment += (mass[place] ?? 0) * at(place);
      }
      const total = above;
      let [below, belowMoment] = [0, 0];
      return mass.map((here, place) => {
        above -= here;
        aboveMoment -= here * at(place);
        const distance = aboveMoment - above * at(place) + (below * at(place) - belowMoment);
        below += here;
        belowMoment += here * at(place);
        return total - distance / range;
      });
    },
  };
}

/** Agreement falls with the squared distance of two scores: 1 − (a−b)² / range² (Fleiss & Cohen 1973). */
export function quadraticWeights(scores: Float64Array): AgreementWeights {
  const range = rangeOf(scores);
  if (range === 0) return identityWeights;
  // Measured from the middle, in ranges, so that squares of large scores do not swallow small differences.
  const middle = ((scores[0] ?? 0) + (scores.at(-1) ?? 0)) / 2;
  const places = scores.map((score) => (score - middle) / range);
  const at = (place: number) => places[place] ?? 0;
  return {
    between: (one, other) => 1 - (at(one) - at(other)) ** 2,
    spread: (mass) => {
      let [total, first, second] = [0, 0, 0];
      for (let place = 0; place < mass.length; place++) {
        const here = mass[place] ?? 0;
        total += here;
        first += here * at(place);
        second += here * at(place) ** 2;
      }
      return mass.map((_, place) => total - (total * at(place) ** 2 - 2 * at(place) * first + second));
    },
  };
}

/** Weights of any shape, from their value for two places; costs the square of the number of categories. */
export function anyWeights(between: AgreementWeights['between']): AgreementWeights {
  return {
    between,
    spread: (mass) =>
      mass.map((_, one) => {
        let sum = 0;
        for (let other = 0; other < mass.length; other++) sum += between(one, other) * (mass[other] ?? 0);
        return sum;
      }),
  };
}

/** One's own weights, a square of agreements; where a pair has two weights, their mean counts. */
export function customWeights(square: readonly (readonly number[])[]): AgreementWeights {
  const at = (one: number, other: number) => square[one]?.[other] ?? 0;
  return anyWeights((one, other) => (at(one, other) + at(other, one)) / 2);
}

function rangeOf(scores: Float64Array): number {
  return (scores.at(-1) ?? 0) - (scores[0] ?? 0);
}
