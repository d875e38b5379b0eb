import { assertNever } from '../result.ts';
import type { SamplingRule, Strategy } from './sampling-rule.ts';
import { percentInWords } from './why-drawn.ts';

/** What a rule draws, a sentence for each of its strategies. */
export const ruleInWords = ({ strategies }: SamplingRule): string[] => strategies.map(strategyInWords);

function strategyInWords(strategy: Strategy): string {
  switch (strategy.kind) {
    case 'census':
      return 'Everything.';
    case 'percentage':
      return `${strategy.percent} % by lot.`;
    case 'size_table':
      return `By how many there are: ${strategy.steps
        .map(
          ({ upTo, draw }) => `${upTo === null ? 'above' : `up to ${upTo}`} ${draw === null ? 'all' : draw}`,
        )
        .join(', ')}; the highest and the lowest mark among them.`;
    case 'risk':
      return `By risk: ${strategy.bands.map(({ band, percent }) => `${percent} % of “${band}”`).join(', ')}.`;
    case 'minimum':
      return `At least ${strategy.atLeast} of each ${strategy.each}.`;
    case 'fails':
      return 'All that is not yet passed.';
    case 'boundary':
      return `All within ${percentInWords(strategy.withinMilliPercent)} of the pass boundary.`;
    case 'new_assessor':
      return `The first ${strategy.first} of each assessor in the unit.`;
    case 'failed_seed':
      return 'All that was made after a failed seed.';
    case 'picks':
      return `${strategy.ids.length} picked by hand: ${strategy.reason}`;
    default:
      return assertNever(strategy);
  }
}
