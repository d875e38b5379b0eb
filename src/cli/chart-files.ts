import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { ChartOfUnit, UnitStatistics } from '../api/shapes.ts';
import type { Session } from './session.ts';
import { Refused } from './session.ts';

interface WrittenCharts {
  readonly files: readonly string[];
  /** Charts that these marks are not enough for, and why. */
  readonly notDrawn: readonly { readonly chart: string; readonly reason: string }[];
}

const FORMATS = ['svg', 'csv'] as const;

/** Writes every chart of a unit into a folder, which is made where it is missing. */
export async function writeCharts(
  session: Session,
  said: UnitStatistics,
  folder: string,
): Promise<WrittenCharts> {
  const into = resolve(session.terminal.cwd, folder);
  try {
    await mkdir(into, { recursive: true });
  } catch {
    throw new Refused({ code: 'charts.no_folder', message: `${folder} cannot be made a folder.` });
  }
  const files: string[] = [];
  const notDrawn: { chart: string; reason: string }[] = [];
  for (const { name, chart } of chartsOf(said)) {
    for (const format of FORMATS) {
      const file = `${name}.${format}`;
      const token = await session.grant(join(into, file));
      const saved = await session.attempt('moderation.saveChart', {
        ...{ unit: said.unit.id, chart, format },
        into: token,
      });
      if (saved.ok) files.push(file);
      else if (saved.error.code !== 'moderation.no_chart') throw new Refused(saved.error);
      else {
        notDrawn.push({ chart: name, reason: saved.error.message });
        break;
      }
    }
  }
  return { files, notDrawn };
}

/** Names of files that any disk takes and no two charts share: what could not be in one is left to its number. */
function chartsOf(said: UnitStatistics): { readonly name: string; readonly chart: ChartOfUnit }[] {
  const kinds = ['agreement', 'severity', 'drift', 'rasch'] as const;
  return [
    ...kinds.map((kind) => ({ name: kind, chart: { kind } })),
    ...said.pairs.flatMap(({ a, b }, pair) =>
      [said.verdict, ...said.criteria].map(({ criterion, title }, place) => ({
        name: `compared-${pair + 1}-${inName(`${a.name} ${b.name}`)}-${place}-${inName(title)}`,
        chart: { kind: 'compared' as const, criterion, a: a.key, b: b.key },
      })),
    ),
  ];
}

const MOST_LETTERS = 32;

const inName = (words: string) =>
  [...words.replace(/[^\p{L}\p{N}]+/gu, '-')]
    .slice(0, MOST_LETTERS)
    .join('')
    .replace(/^-+|-+$/g, '');

export const chartsInWords = ({ files, notDrawn }: WrittenCharts): string[] => [
  '',
  `Wrote ${files.length} files of charts.`,
  ...notDrawn.map(({ chart, reason }) => `Not drawn: ${chart}. ${reason}`),
];
