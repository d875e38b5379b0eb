/// <reference path="./jstat.d.ts" />
import jStat from 'jstat';

/** Two-sided level of every interval of this room. */
export const CONFIDENCE = 0.95;

const UPPER = (1 + CONFIDENCE) / 2;

/** How many standard errors an interval reaches to each side, with this many degrees of freedom (Student's t). */
export function reachOfT(degreesOfFreedom: number): number {
  return jStat.studentt.inv(UPPER, degreesOfFreedom);
}

/** The upper critical value of F with these degrees of freedom; they need not be whole numbers. */
export function criticalF(numerator: number, denominator: number): number {
  return jStat.centralF.inv(UPPER, numerator, denominator);
}
