import { writeFile } from 'node:fs/promises';
import type { CallContext } from '../api/handlers.ts';
import type { ChartFormat, ChartOfUnit } from '../api/shapes.ts';
import type { UnitId } from '../domain/ids.ts';
import { ok, type Result, refused } from '../domain/result.ts';
import { agreementChart } from '../results/charts/agreement-chart.ts';
import { type Chart, chartAsCsv } from '../results/charts/chart.ts';
import { comparedChart } from '../results/charts/compared-chart.ts';
import { driftChart } from '../results/charts/drift-chart.ts';
import { raschChart } from '../results/charts/rasch-chart.ts';
import { severityChart } from '../results/charts/severity-chart.ts';
import { compareMarkers, statisticsOf } from './marking-statistics.ts';
import { raschOf } from './rasch-of-unit.ts';
import type { Workspace } from './workspace.ts';

interface WantedChart {
  readonly unit: UnitId;
  readonly chart: ChartOfUnit;
  readonly format: ChartFormat;
}

/**
 * Writes a chart of a unit’s statistics. Fails as `statisticsOf` and `compareMarkers` do, with `moderation.no_chart`
 * where there is nothing to draw, and with `moderation.not_written`.
 */
export async function saveChart(
  workspace: Workspace,
  { unit, chart, format }: WantedChart,
  path: string,
  call: CallContext,
): Promise<Result<Record<string, never>>> {
  const drawn = await draw(workspace, unit, chart, call);
  if (!drawn.ok) return drawn;
  try {
    await writeFile(path, format === 'svg' ? drawn.value.svg : chartAsCsv(drawn.value));
  } catch {
    return refused('moderation.not_written', 'The chart could not be written there. Choose another place.');
  }
  return ok({});
}

async function draw(
  workspace: Workspace,
  unit: UnitId,
  chart: ChartOfUnit,
  call: CallContext,
): Promise<Result<Chart>> {
  if (chart.kind === 'rasch') {
    const rasch = await raschOf(workspace, unit, call);
    if (!rasch.ok) return rasch;
    if (rasch.value.measures === null) return nothing(rasch.value.reason);
    return ok(raschChart(rasch.value, rasch.value.measures));
  }
  const said = await statisticsOf(workspace, unit, call);
  if (!said.ok) return said;
  if (said.value.doubleMarked === 0) return nothing('No submission here is marked by two or more yet.');
  switch (chart.kind) {
    case 'agreement':
      return ok(agreementChart(said.value));
    case 'severity':
      return ok(severityChart(said.value));
    case 'drift': {
      const drift = driftChart(said.value);
      return drift ? ok(drift) : nothing('Nobody shares enough work yet to see a change.');
    }
    case 'compared': {
      const compared = await compareMarkers(workspace, { unit, ...chart }, call);
      if (!compared.ok) return compared;
      if (compared.value.shared === 0) return nothing('They have judged nothing in common here.');
      const authority = workspace.store.authority();
      const about = [said.value.verdict, ...said.value.criteria].find(
        ({ criterion }) => criterion === chart.criterion,
      );
      return ok(
        comparedChart(compared.value, {
          unit: said.value.unit.code,
          about: about?.title ?? '',
          a: authority.nameOf(chart.a),
          b: authority.nameOf(chart.b),
        }),
      );
    }
  }
}

const nothing = (reason: string) => refused('moderation.no_chart', reason);
