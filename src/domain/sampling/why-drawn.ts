import { assertNever } from '../result.ts';
import type { Because, Each } from './strategies.ts';

const EACH: Record<Each, string> = {
  assessor: 'assessor',
  criterion: 'criterion',
  method: 'method',
  location: 'location',
};

/** Thousandths of a percent as people write percents: `2.5 %`. */
export function percentInWords(thousandths: number): string {
  const size = Math.abs(thousandths);
  const rest = `${size % 1000}`.padStart(3, '0').replace(/0+$/, '');
  return `${thousandths < 0 ? '−' : ''}${(size - (size % 1000)) / 1000}${rest === '' ? '' : `.${rest}`} %`;
}

/** Why something was drawn, in one sentence. `nameOf` says what people, criteria and methods are called. */
export function whyDrawn(because: Because, nameOf: (value: string) => string = (value) => value): string {
  switch (because.kind) {
    case 'census':
      return 'Everything is drawn.';
    case 'highest':
      return 'It has the highest mark.';
    case 'lowest':
      return 'It has the lowest mark.';
    case 'lot':
      return `By lot: number ${because.place} of ${because.drawn} from ${because.from}.`;
    case 'risk':
      return `By lot from the risk band “${because.band}”, of which ${because.percent} % are drawn.`;
    case 'minimum':
      return `At least ${because.atLeast} of each ${EACH[because.each]}: ${nameOf(because.of)}.`;
    case 'fail':
      return 'It is not yet passed.';
    case 'boundary': {
      const side = because.margin < 0 ? 'below' : 'above';
      const where =
        because.margin === 0
          ? 'on the pass boundary'
          : `${percentInWords(Math.abs(because.margin))} ${side} the pass boundary`;
      return `It is ${where}: all within ${percentInWords(because.within)} are drawn.`;
    }
    case 'new_assessor':
      return `${nameOf(because.assessor)} is new to the unit: number ${because.nth} of the first ${because.first}.`;
    case 'failed_seed':
      return `${nameOf(because.assessor)} had failed a seed before.`;
    case 'pick':
      return `Picked by hand: ${because.reason}`;
    default:
      return assertNever(because);
  }
}
