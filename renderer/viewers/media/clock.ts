/** `1:02`, `1:02:03`, and with tenths `1:02.4`: how far into a recording. */
export function clock(ms: number, withTenths = false): string {
  const tenths = Math.floor(Math.max(0, ms) / 100);
  const seconds = Math.floor(tenths / 10);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const two = (value: number) => String(value).padStart(2, '0');
  const start = hours > 0 ? `${hours}:${two(minutes)}` : String(minutes);
  return `${start}:${two(seconds % 60)}${withTenths ? `.${tenths % 10}` : ''}`;
}
