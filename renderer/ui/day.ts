/** A day as date fields write it, such as `2026-11-23`, where the clock on the wall stands. */
export function dayOf(iso: string): string {
  const date = new Date(iso);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The last moment of a day, on the clock on the wall; null where it is no day. */
export function endOfDay(day: string): string | null {
  const date = new Date(`${day}T23:59:59.999`);
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(date.getTime()) ? date.toISOString() : null;
}
