import { formatDateTime, t } from '../messages/t.ts';
import type { HistoryEntry } from '../state/history.ts';

/** The history as plain text, to send to somebody who has no Assay: a line for what happened, and what it rests on. */
export function historyText(title: string, entries: readonly HistoryEntry[]): string {
  const numbers = new Map(entries.map(({ entry }) => [entry.record, entry.position]));
  const lines = entries.flatMap(({ entry, holds, restsOn }) => {
    const sources = restsOn.map((record) => t('history.number', { n: numbers.get(record) ?? 0 }));
    return [
      `${t('history.number', { n: entry.position })}  ${formatDateTime(entry.at)}  ${entry.by.name}`,
      `    ${entry.what}`,
      ...(sources.length === 0 ? [] : [`    ${t('history.restsOn')}: ${sources.join(', ')}`]),
      ...(entry.counted ? [] : [`    ${t('history.notCounted', { reason: entry.reason ?? '' })}`]),
      `    ${t(holds ? 'history.holds' : 'history.fails')}, ${t('history.record', { id: entry.record })}`,
    ];
  });
  return [title, '', ...lines, ''].join('\n');
}
