import type { Fit } from './rasch-fit.ts';

/** Mean squares between these are productive for measurement (Linacre 2002). */
const LEAST = 0.5;
const MOST = 1.5;
/** Standard errors that make it more than chance. */
const BEYOND_CHANCE = 2;

type Facet = 'marker' | 'criterion' | 'learner';

const ERRATIC: Readonly<Record<Facet, string>> = {
  marker: 'Marks less predictably than the others: look at the marks that surprise most.',
  criterion: 'Is not marked as the other criteria lead one to expect: markers may read it differently.',
  learner: 'Was marked as neither the markers nor the criteria explain: worth a second look.',
};

const TOO_EVEN: Readonly<Record<Facet, string>> = {
  marker: 'Gives marks that follow from each other too well: one impression may carry all criteria.',
  criterion: 'Says little that the other criteria do not say already.',
  learner: 'Was marked more evenly than chance leaves room for.',
};

/** What a misfit means, in words; null where the marks are as expected, or too few to tell. */
export function misfitInWords(facet: Facet, { infit, outfit, infitZ, outfitZ }: Fit): string | null {
  if ((infit > MOST && infitZ > BEYOND_CHANCE) || (outfit > MOST && outfitZ > BEYOND_CHANCE))
    return ERRATIC[facet];
  if ((infit < LEAST && infitZ < -BEYOND_CHANCE) || (outfit < LEAST && outfitZ < -BEYOND_CHANCE))
    return TOO_EVEN[facet];
  return null;
}
