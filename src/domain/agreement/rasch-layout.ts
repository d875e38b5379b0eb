import type { RaschDesign } from './rasch-design.ts';
import type { RaschParameters } from './rasch-model.ts';

/** All parameters in one row: where each kind begins. Means of groups of learners come first. */
export interface Layout {
  readonly spread: number;
  readonly severities: number;
  readonly steps: number;
  readonly size: number;
}

export function layoutOf({ groups, markers, stepCount }: RaschDesign): Layout {
  const spread = groups.learners.reduce((most, group) => Math.max(most, group + 1), 0);
  const severities = spread + 1;
  const steps = severities + markers.length;
  return { spread, severities, steps, size: steps + stepCount };
}

export function parametersOf(design: RaschDesign, layout: Layout, values: Float64Array): RaschParameters {
  return {
    means: values.subarray(0, layout.spread),
    spread: Math.exp(values[layout.spread] ?? 0),
    severities: values.subarray(layout.severities, layout.steps),
    steps: values.subarray(layout.steps, layout.steps + design.stepCount),
  };
}

/** Every step as hard as how often it was taken says, and everybody alike. */
export function startOf(design: RaschDesign, layout: Layout, shifts: readonly Float64Array[]): Float64Array {
  const values = new Float64Array(layout.size);
  const counts = design.categories.map((marks) => new Float64Array(marks.length));
  for (const [at, criterion] of design.criterion.entries()) {
    const count = counts[criterion];
    const step = design.step[at] ?? 0;
    if (count) count[step] = (count[step] ?? 0) + 1;
  }
  for (const [criterion, count] of counts.entries())
    for (let k = 1; k < count.length; k++)
      values[layout.steps + (design.firstStep[criterion] ?? 0) + k - 1] = Math.log(
        ((count[k - 1] ?? 0) + 0.5) / ((count[k] ?? 0) + 0.5),
      );
  for (const shift of shifts) {
    const along = dot(shift, values);
    for (let place = 0; place < layout.size; place++)
      values[place] = (values[place] ?? 0) - along * (shift[place] ?? 0);
  }
  return values;
}

/** The shifts of all parameters together that no mark can tell, as unit vectors at right angles. */
export function shiftsIn(design: RaschDesign, layout: Layout): Float64Array[] {
  const { groups, starts, marker, criterion, markers, criteria, firstStep, categories } = design;
  const found: Float64Array[] = [];
  for (const shift of groups.shifts) {
    const whole = new Float64Array(layout.size);
    const on = (place: number) => shift[markers.length + place] ?? 0;
    for (const [learner, group] of groups.learners.entries()) {
      const first = starts[learner] ?? 0;
      whole[group] = (shift[marker[first] ?? 0] ?? 0) + on(criterion[first] ?? 0);
    }
    for (const place of markers.keys()) whole[layout.severities + place] = shift[place] ?? 0;
    for (const place of criteria.keys())
      for (let k = 1; k < (categories[place]?.length ?? 0); k++)
        whole[layout.steps + (firstStep[place] ?? 0) + k - 1] = on(place);
    for (const other of found) {
      const along = dot(other, whole);
      for (let place = 0; place < layout.size; place++)
        whole[place] = (whole[place] ?? 0) - along * (other[place] ?? 0);
    }
    const length = Math.sqrt(dot(whole, whole));
    found.push(whole.map((by) => by / length));
  }
  return found;
}

export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let place = 0; place < a.length; place++) sum += (a[place] ?? 0) * (b[place] ?? 0);
  return sum;
}
