// jstat ships without types; these are the two distributions used here.
declare module 'jstat' {
  interface Quantiles {
    readonly studentt: { inv(probability: number, degreesOfFreedom: number): number };
    readonly centralF: { inv(probability: number, numerator: number, denominator: number): number };
  }
  const jStat: Quantiles;
  export default jStat;
}
