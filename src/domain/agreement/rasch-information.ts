import type { RaschDesign } from './rasch-design.ts';
import { type Layout, parametersOf } from './rasch-layout.ts';
import { expect, type RaschParameters, roomForExpected } from './rasch-model.ts';
import type { PosteriorOf } from './rasch-posterior.ts';

/** How likely all marks are, and how that changes with each parameter. */
export interface Slopes {
  readonly logLikelihood: number;
  readonly gradient: Float64Array;
  /** Minus the second derivatives, row by row. */
  readonly information: Float64Array;
}

/** Learners between two pauses. */
const PIECE = 200;

/**
 * Log likelihood, gradient and observed information of the marginal model. The gradient is what the complete one is
 * expected to be, the information what the complete one is expected to be less the variance of its gradient (Louis
 * 1982), both over what a learner’s marks leave open.
 */
export function* slopesAt(
  design: RaschDesign,
  layout: Layout,
  values: Float64Array,
  posteriorOf: PosteriorOf,
): Generator<void, Slopes> {
  const parameters = parametersOf(design, layout, values);
  const gradient = new Float64Array(layout.size);
  const information = new Float64Array(layout.size * layout.size);
  const one = new LearnerSlopes(design, layout);
  let logLikelihood = 0;
  for (const learner of design.learners.keys()) {
    if (learner % PIECE === PIECE - 1) yield;
    const posterior = posteriorOf.of(learner, parameters);
    logLikelihood += posterior.logLikelihood;
    one.begin(learner);
    for (const [node, weight] of posterior.weights.entries())
      if (weight > 1e-14) one.at(posterior.abilities[node] ?? 0, weight, parameters);
    one.addTo(gradient, information);
  }
  return { logLikelihood, gradient, information };
}

/** Sums over the nodes of one learner, for the few parameters that this learner’s marks are about. */
class LearnerSlopes {
  readonly #design: RaschDesign;
  readonly #layout: Layout;
  readonly #room = roomForExpected();
  /** Place among all parameters of each that is needed here, and back. */
  readonly #places: number[] = [];
  readonly #local: Int32Array;
  #learner = 0;
  #slope = new Float64Array(0);
  #slopes = new Float64Array(0);
  #square = new Float64Array(0);

  constructor(design: RaschDesign, layout: Layout) {
    this.#design = design;
    this.#layout = layout;
    this.#local = new Int32Array(layout.size).fill(-1);
  }

  begin(learner: number): void {
    const { starts, marker, criterion, firstStep, categories, groups } = this.#design;
    for (const place of this.#places) this.#local[place] = -1;
    this.#places.length = 0;
    this.#learner = learner;
    this.#need(groups.learners[learner] ?? 0);
    this.#need(this.#layout.spread);
    for (let at = starts[learner] ?? 0; at < (starts[learner + 1] ?? 0); at++) {
      this.#need(this.#layout.severities + (marker[at] ?? 0));
      const about = criterion[at] ?? 0;
      for (let k = 1; k < (categories[about]?.length ?? 0); k++)
        this.#need(this.#layout.steps + (firstStep[about] ?? 0) + k - 1);
    }
    const size = this.#places.length;
    if (this.#slope.length < size) {
      this.#slope = new Float64Array(size);
      this.#slopes = new Float64Array(size);
      this.#square = new Float64Array(size * size);
    }
    this.#slopes.fill(0);
    this.#square.fill(0);
  }

  #need(place: number): void {
    if ((this.#local[place] ?? 0) >= 0) return;
    this.#local[place] = this.#places.length;
    this.#places.push(place);
  }

  /** Adds one node: the information there, less the square of the slope. */
  at(ability: number, weight: number, parameters: RaschParameters): void {
    const { starts, marker, criterion, step, firstStep, categories, groups } = this.#design;
    const size = this.#places.length;
    const slope = this.#slope.fill(0);
    const square = this.#square;
    const room = this.#room;
    const away = (ability - (parameters.means[groups.learners[this.#learner] ?? 0] ?? 0)) / parameters.spread;
    slope[0] = away / parameters.spread;
    slope[1] = away * away - 1;
    square[0] = (square[0] ?? 0) + weight / parameters.spread ** 2;
    square[1] = (square[1] ?? 0) + (weight * 2 * away) / parameters.spread;
    square[size] = square[1] ?? 0;
    square[size + 1] = (square[size + 1] ?? 0) + weight * 2 * away * away;
    for (let at = starts[this.#learner] ?? 0; at < (starts[this.#learner + 1] ?? 0); at++) {
      const about = criterion[at] ?? 0;
      const by = marker[at] ?? 0;
      const given = step[at] ?? 0;
      expect(this.#design, parameters, { ability, marker: by, criterion: about }, given, room);
      const severity = this.#local[this.#layout.severities + by] ?? 0;
      const first = this.#local[this.#layout.steps + (firstStep[about] ?? 0)] ?? 0;
      const most = (categories[about]?.length ?? 1) - 1;
      slope[severity] = (slope[severity] ?? 0) - (given - room.mean);
      square[severity * size + severity] = (square[severity * size + severity] ?? 0) + weight * room.variance;
      for (let k = 1; k <= most; k++) {
        const row = first + k - 1;
        const chance = room.chances[k] ?? 0;
        slope[row] = (slope[row] ?? 0) - ((given >= k ? 1 : 0) - chance);
        let withSeverity = 0;
        for (let j = 1; j <= most; j++) {
          const both = (room.chances[Math.max(j, k)] ?? 0) - chance * (room.chances[j] ?? 0);
          square[row * size + first + j - 1] = (square[row * size + first + j - 1] ?? 0) + weight * both;
          withSeverity += weight * both;
        }
        square[severity * size + row] = (square[severity * size + row] ?? 0) + withSeverity;
        square[row * size + severity] = (square[row * size + severity] ?? 0) + withSeverity;
      }
    }
    for (let row = 0; row < size; row++) {
      const weighted = weight * (slope[row] ?? 0);
      this.#slopes[row] = (this.#slopes[row] ?? 0) + weighted;
      if (weighted === 0) continue;
      for (let column = 0; column < size; column++)
        square[row * size + column] = (square[row * size + column] ?? 0) - weighted * (slope[column] ?? 0);
    }
  }

  addTo(gradient: Float64Array, information: Float64Array): void {
    const { size } = this.#layout;
    const few = this.#places.length;
    for (const [row, place] of this.#places.entries()) {
      const slope = this.#slopes[row] ?? 0;
      gradient[place] = (gradient[place] ?? 0) + slope;
      for (const [column, other] of this.#places.entries())
        information[place * size + other] =
          (information[place * size + other] ?? 0) +
          (this.#square[row * few + column] ?? 0) +
          slope * (this.#slopes[column] ?? 0);
    }
  }
}
