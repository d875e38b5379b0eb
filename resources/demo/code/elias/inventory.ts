/** Seed lots and the climate they are kept in. */
export interface Lot {
  readonly id: string;
  readonly species: string;
  readonly grams: number;
  readonly shelf: string;
}

export interface Climate {
  readonly shelf: string;
  readonly at: Date;
  readonly celsius: number;
  readonly relativeHumidity: number;
}

/** Harrington's rule of thumb: degrees Fahrenheit plus percent humidity stays below 100. */
export function isSafe(climate: Climate): boolean {
  const fahrenheit = climate.celsius * 1.8 + 32;
  return fahrenheit + climate.relativeHumidity < 100;
}

export class Inventory {
  readonly #lots = new Map<string, Lot>();
  readonly #latest = new Map<string, Climate>();

  put(lot: Lot): void {
    if (lot.grams <= 0) throw new RangeError(`lot ${lot.id} has no seed in it`);
    this.#lots.set(lot.id, lot);
  }

  record(climate: Climate): void {
    const known = this.#latest.get(climate.shelf);
    if (known && known.at >= climate.at) return;
    this.#latest.set(climate.shelf, climate);
  }

  /** Lots on shelves whose last climate was unsafe, or that have none. */
  atRisk(): Lot[] {
    return [...this.#lots.values()].filter((lot) => {
      const climate = this.#latest.get(lot.shelf);
      return climate === undefined || !isSafe(climate);
    });
  }
}
