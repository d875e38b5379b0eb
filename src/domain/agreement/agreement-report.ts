import { brennanPrediger, fleissKappa, gwetAC } from './chance-corrected.ts';
import { cohenKappa } from './cohen-kappa.ts';
import { congerKappa } from './conger-kappa.ts';
import { countAgreement } from './count-agreement.ts';
import { type Estimate, unavailable } from './estimate.ts';
import { type IntraclassCorrelations, intraclassCorrelations } from './intraclass-correlation.ts';
import { krippendorffAlpha, type MeasurementLevel } from './krippendorff-alpha.ts';
import { adjacentAgreement, percentAgreement } from './percent-agreement.ts';
import type { RatingTable } from './rating-table.ts';
import { type RaterSeverity, severity } from './severity.ts';
import { noNumbers, tooManyCategories } from './too-little.ts';
import {
  type AgreementWeights,
  customWeights,
  identityWeights,
  linearWeights,
  quadraticWeights,
} from './weights.ts';

/** Which differences count how much: a named scheme, or one's own square of agreements between the categories. */
export type WeightsChoice = 'identity' | 'linear' | 'quadratic' | readonly (readonly number[])[];

/** Every agreement statistic of one rating table; kappa never without percent agreement and AC beside it. */
export interface AgreementReport {
  readonly raters: number;
  readonly units: number;
  readonly ratings: number;
  readonly categories: readonly (string | number)[];
  /** Weighted by the weights chosen, as the coefficients below it are. */
  readonly percentAgreement: Estimate;
  readonly exactAgreement: Estimate;
  readonly adjacentAgreement: Estimate;
  readonly cohenKappa: Estimate;
  readonly congerKappa: Estimate;
  readonly fleissKappa: Estimate;
  readonly brennanPrediger: Estimate;
  readonly gwetAC: Estimate;
  readonly krippendorffAlpha: Estimate;
  readonly icc: IntraclassCorrelations;
  readonly severity: readonly RaterSeverity[];
}

/** Works out all statistics; each says for itself where the ratings are too few or of the wrong kind. */
export function agreementReport(
  table: RatingTable,
  choice: { readonly weights: WeightsChoice; readonly level: MeasurementLevel },
): AgreementReport {
  const weights = weightsOf(table, choice.weights);
  const isWeighted = typeof weights !== 'string';
  const exact = percentAgreement(countAgreement(table, identityWeights));
  const reason = isWeighted ? tooManyCategories(table) : weights;
  const counted = isWeighted && reason === null ? countAgreement(table, weights) : null;
  const none = unavailable(reason ?? '');
  return {
    raters: table.raters.length,
    units: table.unitCount,
    ratings: table.ratingCount,
    categories: table.categories,
    percentAgreement: isWeighted ? percentAgreement(countAgreement(table, weights)) : none,
    exactAgreement: exact,
    adjacentAgreement: adjacentAgreement(table),
    cohenKappa: counted ? cohenKappa(table, counted.weights) : none,
    congerKappa: counted ? congerKappa(counted) : none,
    fleissKappa: counted ? fleissKappa(counted) : none,
    brennanPrediger: counted ? brennanPrediger(counted) : none,
    gwetAC: counted ? gwetAC(counted) : none,
    krippendorffAlpha: krippendorffAlpha(table, choice.level),
    icc: intraclassCorrelations(table),
    severity: severity(table),
  };
}

/** The weights chosen, for this table's categories; or why they do not fit. */
export function weightsOf(table: RatingTable, choice: WeightsChoice): AgreementWeights | string {
  if (choice === 'identity') return identityWeights;
  if (typeof choice !== 'string') {
    const size = table.categories.length;
    if (choice.length === size && choice.every((row) => row.length === size)) return customWeights(choice);
    return `The weights do not fit ${size} categories.`;
  }
  if (table.scale === 'words' && table.ratingCount > 0)
    return `${noNumbers(table)} Words without an order cannot be nearer or farther.`;
  return choice === 'linear' ? linearWeights(table.scores) : quadraticWeights(table.scores);
}
