import { z } from 'zod';
import { decode, readStart } from './read-plain.ts';
import type { TextBudget } from './text-budget.ts';
import { Unreadable } from './text-types.ts';

const Lines = z.union([z.string(), z.array(z.string()).transform((lines) => lines.join(''))]).catch('');
const Output = z
  .object({ text: Lines, data: z.object({ 'text/plain': Lines }).partial().catch({}) })
  .partial();
const Notebook = z.object({
  cells: z.array(z.object({ source: Lines, outputs: z.array(Output.catch({})).catch([]) })),
});

/** A notebook's cells: what was written, and what it printed. */
export async function readNotebook(path: string, budget: TextBudget): Promise<void> {
  const { bytes, isAll } = await readStart(path, 64 * 1024 * 1024);
  if (!isAll) throw new Unreadable('too_large');
  const notebook = Notebook.parse(JSON.parse(decode(bytes)));
  for (const [index, { source, outputs }] of notebook.cells.entries()) {
    const printed = outputs.map(({ text, data }) => text ?? data?.['text/plain'] ?? '');
    if (!budget.add({ kind: 'cell', cell: index + 1 }, [source, ...printed].join('\n'))) return;
  }
}
