import { createHash } from 'node:crypto';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import type { PersonKey } from '../domain/ids.ts';

/** Six words (66 bits) of the key's SHA-256, from the BIP 39 list, for two people to compare aloud. */
export function keyWords(key: PersonKey): string {
  return wordsOf(key);
}

/**
 * Six words that two people compare aloud when one of them joins: they are the same on both machines only where both
 * mean this workspace and this key.
 */
export function joinWords(workspace: string, key: PersonKey): string {
  return wordsOf(`${workspace}\n${key}`);
}

function wordsOf(text: string): string {
  const bits = BigInt(`0x${createHash('sha256').update(text).digest('hex')}`);
  return Array.from(
    { length: 6 },
    (_, index) => wordlist[Number((bits >> BigInt(245 - index * 11)) & 2047n)],
  ).join(' ');
}
