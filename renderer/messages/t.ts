import { en } from './en.ts';

/** A message: text with `{names}` to fill, or one text for each plural form of `{n}`. */
export type Message = string | { readonly one: string; readonly other: string };
export type MessageKey = keyof typeof en;

const LOCALE = 'en-GB';
const plurals = new Intl.PluralRules(LOCALE);
const numbers = new Intl.NumberFormat(LOCALE);

/** The message of that key with its `{names}` filled in; numbers are written the way people write them. */
export function t(key: MessageKey, values: Readonly<Record<string, string | number>> = {}): string {
  const message: Message = en[key];
  const text =
    typeof message === 'string'
      ? message
      : message[plurals.select(Number(values.n ?? 0)) === 'one' ? 'one' : 'other'];
  return text.replace(/\{(\w+)\}/g, (hole, name: string) => {
    const value = values[name];
    return value === undefined ? hole : typeof value === 'number' ? numbers.format(value) : value;
  });
}

const dates = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short', year: 'numeric' });
const times = new Intl.DateTimeFormat(LOCALE, {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});
const percents = new Intl.NumberFormat(LOCALE, { style: 'percent', maximumFractionDigits: 0 });
const shortNumbers = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 1 });
const lists = new Intl.ListFormat(LOCALE, { type: 'conjunction' });

export function formatDate(iso: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? iso : dates.format(date);
}

export function formatDateTime(iso: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? iso : times.format(date);
}

export function formatNumber(value: number): string {
  return numbers.format(value);
}

/** With so many decimals; where `isSigned`, with a plus or a true minus before it. */
export function formatDecimal(value: number, digits: number, isSigned = false): string {
  const text = new Intl.NumberFormat(LOCALE, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    signDisplay: isSigned ? 'exceptZero' : 'negative',
  }).format(value);
  return text.replace('-', '−');
}

/** `share` from 0 to 1. */
export function formatPercent(share: number): string {
  return percents.format(share);
}

export function formatList(parts: readonly string[]): string {
  return lists.format(parts);
}

export function formatBytes(sizeBytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const;
  let value = sizeBytes;
  let step = 0;
  while (value >= 1000 && step < units.length - 1) {
    value /= 1000;
    step += 1;
  }
  return `${shortNumbers.format(value)} ${units[step] ?? 'TB'}`;
}
