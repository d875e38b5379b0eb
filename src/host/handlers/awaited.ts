import { refused } from '../../domain/result.ts';

/** What the contract names and no room does yet. */
export const awaited = async () => refused('method.awaited', 'This version cannot do that yet.');
