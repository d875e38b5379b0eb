import type { RaschDesign } from './rasch-design.ts';

/** Everything that is estimated besides the learners, in logits. */
export interface RaschParameters {
  /** Per group of learners, their mean. */
  readonly means: Float64Array;
  /** Spread of learners about the mean of their group. */
  readonly spread: number;
  /** Per marker. */
  readonly severities: Float64Array;
  /** Per criterion and step: where it is as likely to take the step as not. */
  readonly steps: Float64Array;
}

/** What a marker who answers as the model says would give on one criterion. */
export interface Expected {
  /** Chance of reaching at least each step, `chances[0] = 1`. */
  readonly chances: Float64Array;
  mean: number;
  variance: number;
  /** Central moments. */
  third: number;
  fourth: number;
}

export const roomForExpected = (): Expected => ({
  chances: new Float64Array(32),
  mean: 0,
  variance: 0,
  third: 0,
  fourth: 0,
});

/**
 * The partial credit model with a facet for markers (Masters 1982; Linacre 1989): the log odds of step k against step
 * k − 1 are learner − marker − step. Fills `into`, and gives the log of the chance of `given`.
 */
export function expect(
  { firstStep, categories }: RaschDesign,
  { severities, steps }: RaschParameters,
  about: { readonly ability: number; readonly marker: number; readonly criterion: number },
  given: number,
  into: Expected,
): number {
  const first = firstStep[about.criterion] ?? 0;
  const most = (categories[about.criterion]?.length ?? 1) - 1;
  const level = about.ability - (severities[about.marker] ?? 0);
  const { chances } = into;
  // Log weights of each mark, then their chances; the highest weight is taken out so that nothing overflows.
  let [weight, highest, chosen] = [0, 0, 0];
  chances[0] = 0;
  for (let k = 1; k <= most; k++) {
    weight += level - (steps[first + k - 1] ?? 0);
    chances[k] = weight;
    if (weight > highest) highest = weight;
    if (k === given) chosen = weight;
  }
  let total = 0;
  for (let k = 0; k <= most; k++) {
    const share = Math.exp((chances[k] ?? 0) - highest);
    chances[k] = share;
    total += share;
  }
  let mean = 0;
  for (let k = 0; k <= most; k++) mean += (k * (chances[k] ?? 0)) / total;
  let [variance, third, fourth] = [0, 0, 0];
  for (let k = 0; k <= most; k++) {
    const share = (chances[k] ?? 0) / total;
    const away = k - mean;
    const squared = away * away * share;
    variance += squared;
    third += squared * away;
    fourth += squared * away * away;
  }
  into.mean = mean;
  into.variance = variance;
  into.third = third;
  into.fourth = fourth;
  // From shares of each mark to chances of at least that mark.
  let above = 0;
  for (let k = most; k >= 0; k--) {
    above += (chances[k] ?? 0) / total;
    chances[k] = above;
  }
  return chosen - highest - Math.log(total);
}
