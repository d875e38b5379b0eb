import type { RaschDesign } from './rasch-design.ts';
import type { RaschEstimate } from './rasch-marginal.ts';
import { expect, roomForExpected } from './rasch-model.ts';

/**
 * How far marks lie from what the model expects, as mean squares: 1 is as much chance as expected, more is noise, less
 * is marks that follow from the others too well (Wright & Masters 1982). `infit` weighs by information, `outfit` does
 * not, so that it feels single surprises. The others are about 2 or more where that is hardly chance.
 */
export interface Fit {
  readonly infit: number;
  readonly outfit: number;
  readonly infitZ: number;
  readonly outfitZ: number;
}

class Residuals {
  #count = 0;
  #squares = 0;
  #information = 0;
  #standardised = 0;
  #infitSpread = 0;
  #outfitSpread = 0;

  add(weight: number, away: number, variance: number, fourth: number): void {
    this.#count += weight;
    this.#squares += weight * away * away;
    this.#information += weight * variance;
    this.#standardised += (weight * away * away) / variance;
    this.#infitSpread += weight * (fourth - variance * variance);
    this.#outfitSpread += weight * (fourth / (variance * variance) - 1);
  }

  fit(): Fit {
    const infit = this.#squares / this.#information;
    const outfit = this.#standardised / this.#count;
    return {
      infit,
      outfit,
      infitZ: standardised(infit, Math.sqrt(this.#infitSpread) / this.#information),
      outfitZ: standardised(outfit, Math.sqrt(this.#outfitSpread) / this.#count),
    };
  }
}

/** A mean square as if normal (Wilson & Hilferty 1931). */
const standardised = (meanSquare: number, spread: number) =>
  spread > 0 ? (Math.cbrt(meanSquare) - 1) * (3 / spread) + spread / 3 : 0;

export interface Fits {
  readonly learners: readonly Fit[];
  readonly markers: readonly Fit[];
  readonly criteria: readonly Fit[];
}

/** Learners between two pauses. */
const PIECE = 200;

/** Fit of everybody, averaged over what a learner’s marks leave open: so it is 1 on average where the model holds. */
export function* fitsOf(design: RaschDesign, estimate: RaschEstimate): Generator<void, Fits> {
  const { starts, marker, criterion, step } = design;
  const { parameters, posteriorOf } = estimate;
  const room = roomForExpected();
  const learners = design.learners.map(() => new Residuals());
  const markers = design.markers.map(() => new Residuals());
  const criteria = design.criteria.map(() => new Residuals());
  for (const learner of design.learners.keys()) {
    if (learner % PIECE === PIECE - 1) yield;
    const { weights, abilities } = posteriorOf.of(learner, parameters);
    for (const [node, weight] of weights.entries())
      for (let at = starts[learner] ?? 0; at < (starts[learner + 1] ?? 0); at++) {
        const about = {
          ability: abilities[node] ?? 0,
          marker: marker[at] ?? 0,
          criterion: criterion[at] ?? 0,
        };
        expect(design, parameters, about, 0, room);
        const away = (step[at] ?? 0) - room.mean;
        for (const one of [learners[learner], markers[about.marker], criteria[about.criterion]])
          one?.add(weight, away, room.variance, room.fourth);
      }
  }
  return {
    learners: learners.map((one) => one.fit()),
    markers: markers.map((one) => one.fit()),
    criteria: criteria.map((one) => one.fit()),
  };
}
