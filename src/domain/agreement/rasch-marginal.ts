import { invertPositive } from './invert-positive.ts';
import type { RaschDesign } from './rasch-design.ts';
import { slopesAt } from './rasch-information.ts';
import { dot, type Layout, layoutOf, parametersOf, shiftsIn, startOf } from './rasch-layout.ts';
import type { RaschParameters } from './rasch-model.ts';
import { PosteriorOf } from './rasch-posterior.ts';

export interface RaschEstimate {
  readonly parameters: RaschParameters;
  readonly layout: Layout;
  /** All of them, as laid out. */
  readonly values: Float64Array;
  /** Of all parameters, as laid out: true for differences that the marks can tell, and only for those. */
  readonly covariance: Float64Array;
  readonly logLikelihood: number;
  readonly posteriorOf: PosteriorOf;
}

const MOST_ROUNDS = 200;
/** Learners nearer to each other than this are all alike. */
const LEAST_SPREAD = 0.05;
const LONGEST_MOVE = 1.5;
/** The last move, in logits. */
const SETTLED = 1e-8;
const NEAR = 1e-4;
const MOST_DAMPING = 1e8;

/**
 * Marginal maximum likelihood: the learners of a group are taken as a sample from a normal distribution and integrated
 * out, so that the others are estimated without the bias that joint maximum likelihood has with few marks a learner
 * (Bock & Aitkin 1981; Thissen 1982). Newton’s steps with the observed information, damped until the likelihood rises.
 * Pauses between pieces of work. Null where it does not settle.
 */
export function* maximiseMarginal(design: RaschDesign): Generator<void, RaschEstimate | null> {
  const layout = layoutOf(design);
  const shifts = shiftsIn(design, layout);
  const posteriorOf = new PosteriorOf(design);
  const floor = Math.log(LEAST_SPREAD);
  let values = startOf(design, layout, shifts);
  let here = yield* slopesAt(design, layout, values, posteriorOf);
  let damping = 0;
  for (let round = 0; round < MOST_ROUNDS && damping < MOST_DAMPING; round++) {
    // On the floor, the spread stays there as long as the marks want less of it.
    const isOnFloor = (values[layout.spread] ?? 0) <= floor && (here.gradient[layout.spread] ?? 0) < 0;
    if (isOnFloor) here.gradient[layout.spread] = 0;
    const inverse = invertPositive(
      bounded(here.information, layout, shifts, damping, isOnFloor),
      layout.size,
    );
    const move = inverse ? across(shifts, times(inverse, here.gradient)) : null;
    const furthest = move ? move.reduce((most, by) => Math.max(most, Math.abs(by)), 0) : Infinity;
    if (inverse && damping === 0 && furthest < SETTLED)
      return {
        parameters: parametersOf(design, layout, values),
        layout,
        values,
        covariance: inverse,
        logLikelihood: here.logLikelihood,
        posteriorOf,
      };
    const share = Math.min(1, LONGEST_MOVE / furthest);
    const next = values.map((value, place) => value + share * (move?.[place] ?? 0));
    next[layout.spread] = Math.max(floor, next[layout.spread] ?? 0);
    const there = move ? yield* slopesAt(design, layout, next, posteriorOf) : null;
    // So near, what the likelihood gains is less than its own rounding.
    if (there && (furthest < NEAR || there.logLikelihood >= here.logLikelihood)) {
      values = next;
      here = there;
      damping = damping < 0.1 ? 0 : damping / 10;
    } else damping = Math.max(0.1, damping * 5);
  }
  return null;
}

/** The information, made definite along what no mark can tell, and stiffer where steps went wrong. */
function bounded(
  information: Float64Array,
  { size, spread }: Layout,
  shifts: readonly Float64Array[],
  damping: number,
  isOnFloor: boolean,
): Float64Array {
  const square = information.slice();
  for (const shift of shifts)
    for (let row = 0; row < size; row++)
      for (let column = 0; column < size; column++)
        square[row * size + column] =
          (square[row * size + column] ?? 0) + (shift[row] ?? 0) * (shift[column] ?? 0);
  for (let place = 0; place < size; place++) {
    const on = place * size + place;
    square[on] = (square[on] ?? 0) + damping * (1 + Math.abs(square[on] ?? 0));
  }
  if (isOnFloor) {
    for (let place = 0; place < size; place++) {
      square[spread * size + place] = 0;
      square[place * size + spread] = 0;
    }
    square[spread * size + spread] = 1;
  }
  return square;
}

/** What moves nothing along the shifts: there is only rounding there. */
function across(shifts: readonly Float64Array[], move: Float64Array): Float64Array {
  for (const shift of shifts) {
    const along = dot(shift, move);
    for (let place = 0; place < move.length; place++)
      move[place] = (move[place] ?? 0) - along * (shift[place] ?? 0);
  }
  return move;
}

function times(square: Float64Array, vector: Float64Array): Float64Array {
  const size = vector.length;
  return vector.map((_, row) => dot(square.subarray(row * size, (row + 1) * size), vector));
}
