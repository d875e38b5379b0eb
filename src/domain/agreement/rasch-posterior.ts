import type { RaschDesign } from './rasch-design.ts';
import { type Expected, expect, type RaschParameters, roomForExpected } from './rasch-model.ts';

/** Nodes of the integral over a learner, in standard deviations of what the marks leave open. */
const NODES = 25;
const SPACING = 0.6;
const MIDDLE = (NODES - 1) / 2;

/** What the marks of one learner leave open about the learner, at a few places. Refilled for each learner. */
export interface Posterior {
  readonly abilities: Float64Array;
  /** Sum to one. */
  readonly weights: Float64Array;
  /** Log of how likely the marks are, whoever the learner is. */
  logLikelihood: number;
}

/**
 * Puts nodes where a learner is likely to be: evenly spaced about the mode, which for integrals of smooth bells is right
 * to some nine digits (the trapezium rule), whether a learner has two marks or two hundred.
 */
export class PosteriorOf {
  readonly #design: RaschDesign;
  readonly #modes: Float64Array;
  readonly #room: Expected = roomForExpected();
  readonly #posterior: Posterior = {
    abilities: new Float64Array(NODES),
    weights: new Float64Array(NODES),
    logLikelihood: 0,
  };

  constructor(design: RaschDesign) {
    this.#design = design;
    this.#modes = new Float64Array(design.learners.length);
  }

  of(learner: number, parameters: RaschParameters): Posterior {
    const { means, spread } = parameters;
    const mean = means[this.#design.groups.learners[learner] ?? 0] ?? 0;
    const { mode, scale } = this.#modeOf(learner, parameters, mean);
    const { abilities, weights } = this.#posterior;
    let highest = -Infinity;
    for (let node = 0; node < NODES; node++) {
      const ability = mode + (node - MIDDLE) * SPACING * scale;
      const logWeight = this.#logDensity(learner, parameters, ability, mean);
      abilities[node] = ability;
      weights[node] = logWeight;
      if (logWeight > highest) highest = logWeight;
    }
    let total = 0;
    for (let node = 0; node < NODES; node++) total += Math.exp((weights[node] ?? 0) - highest);
    for (let node = 0; node < NODES; node++) weights[node] = Math.exp((weights[node] ?? 0) - highest) / total;
    this.#posterior.logLikelihood =
      highest + Math.log(total * SPACING * scale) - Math.log(spread * Math.sqrt(2 * Math.PI));
    return this.#posterior;
  }

  #logDensity(learner: number, parameters: RaschParameters, ability: number, mean: number): number {
    const { starts, marker, criterion, step } = this.#design;
    let sum = -(((ability - mean) / parameters.spread) ** 2) / 2;
    for (let at = starts[learner] ?? 0; at < (starts[learner + 1] ?? 0); at++)
      sum += expect(
        this.#design,
        parameters,
        { ability, marker: marker[at] ?? 0, criterion: criterion[at] ?? 0 },
        step[at] ?? 0,
        this.#room,
      );
    return sum;
  }

  /** By Newton's steps from where it was last; the density has one mode. */
  #modeOf(learner: number, parameters: RaschParameters, mean: number) {
    const { starts, marker, criterion, step } = this.#design;
    const precision = 1 / parameters.spread ** 2;
    let mode = this.#modes[learner] ?? 0;
    let curve = precision;
    for (let round = 0; round < 50; round++) {
      let slope = -(mode - mean) * precision;
      curve = precision;
      for (let at = starts[learner] ?? 0; at < (starts[learner + 1] ?? 0); at++) {
        const about = { ability: mode, marker: marker[at] ?? 0, criterion: criterion[at] ?? 0 };
        expect(this.#design, parameters, about, 0, this.#room);
        slope += (step[at] ?? 0) - this.#room.mean;
        curve += this.#room.variance;
      }
      const move = Math.max(-2, Math.min(2, slope / curve));
      mode += move;
      if (Math.abs(move) < 1e-3) break;
    }
    this.#modes[learner] = mode;
    return { mode, scale: 1 / Math.sqrt(curve) };
  }
}
