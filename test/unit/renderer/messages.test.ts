import { describe, expect, it } from 'vitest';
import { en } from '../../../renderer/messages/en.ts';
import { formatBytes, formatDate, type Message, t } from '../../../renderer/messages/t.ts';

const messages: readonly (readonly [string, Message])[] = Object.entries(en);

describe('the catalogue', () => {
  it('names the same holes in every plural form', () => {
    const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
    for (const [key, message] of messages) {
      if (typeof message === 'string') continue;
      expect(holes(message.other), key).toEqual(expect.arrayContaining(holes(message.one)));
    }
  });

  it('never says oops and never shouts', () => {
    for (const [key, message] of messages) {
      const text = typeof message === 'string' ? message : `${message.one} ${message.other}`;
      expect(text, key).not.toMatch(/oops|!|sorry/i);
    }
  });

  it('chooses the plural and writes numbers for people', () => {
    expect(t('queue.count', { n: 1 })).toBe('1 submission');
    expect(t('queue.count', { n: 100_000 })).toBe('100,000 submissions');
  });

  it('writes sizes and dates the same way everywhere', () => {
    expect(formatBytes(999)).toBe('999 bytes');
    expect(formatBytes(1_250_000)).toBe('1.3 MB');
    expect(formatDate('2026-10-09T12:00:00.000Z')).toBe('9 Oct 2026');
    expect(formatDate('once')).toBe('once');
  });
});
