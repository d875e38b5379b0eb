import PostalMime from 'postal-mime';
import { textOfHtml } from './read-markup.ts';
import { readStart } from './read-plain.ts';
import type { TextBudget } from './text-budget.ts';

/** A message: subject, who wrote to whom, its words, and the names of what was attached. */
export async function readMail(path: string, budget: TextBudget): Promise<void> {
  const { bytes, isAll } = await readStart(path, 32 * 1024 * 1024);
  if (!isAll) budget.cut();
  const mail = await PostalMime.parse(bytes, { maxNestingDepth: 32 });
  const people = [mail.from, ...(mail.to ?? []), ...(mail.cc ?? [])].map((one) =>
    one === undefined ? '' : `${one.name ?? ''} ${one.address ?? ''}`,
  );
  const words = mail.text?.trim() ? mail.text : textOfHtml(mail.html ?? '');
  const attached = mail.attachments.map(({ filename }) => filename ?? '');
  budget.add({ kind: 'whole' }, [mail.subject ?? '', ...people, words, ...attached].join('\n'));
}
