import type { AnchorableCriterion } from './viewer-props.ts';

/**
 * Criteria that what was typed can mean, the likeliest first: its code, a code that begins so, then words of the title.
 * Everything, in the rubric's order, where nothing was typed.
 */
export function findCriteria(
  criteria: readonly AnchorableCriterion[],
  typed: string,
): readonly AnchorableCriterion[] {
  const wanted = typed.trim().toLocaleLowerCase();
  if (wanted === '') return criteria;
  const rankOf = ({ label, title }: AnchorableCriterion): number => {
    const code = label.toLocaleLowerCase();
    if (code === wanted) return 0;
    if (code.startsWith(wanted)) return 1;
    return wanted.split(/\s+/).every((word) => `${code} ${title.toLocaleLowerCase()}`.includes(word)) ? 2 : 3;
  };
  return criteria
    .map((criterion) => ({ criterion, rank: rankOf(criterion) }))
    .filter(({ rank }) => rank < 3)
    .sort((a, b) => a.rank - b.rank)
    .map(({ criterion }) => criterion);
}
