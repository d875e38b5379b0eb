import { setImmediate } from 'node:timers/promises';
import type { CallContext } from '../api/handlers.ts';
import type { RaschOfUnit } from '../api/shapes.ts';
import type { Estimate } from '../domain/agreement/estimate.ts';
import {
  type MeasuredLearner,
  manyFacetRaschInPieces,
  type RaschReport,
  remarksOn,
} from '../domain/agreement/many-facet-rasch.ts';
import type { FacetRating } from '../domain/agreement/rasch-design.ts';
import { misfitInWords } from '../domain/agreement/rasch-misfit.ts';
import { facetRatings, stepInWords } from '../domain/agreement/rasch-of-unit.ts';
import { PersonKey, SubmissionId, type UnitId } from '../domain/ids.ts';
import { ok, type Result } from '../domain/result.ts';
import { identityOf, loadSubmission } from './load-submission.ts';
import { readMarkings } from './marking-statistics.ts';
import type { Workspace } from './workspace.ts';

const MOST_MISFITS = 20;
const BIN = 0.5;

/** The standing marks of a unit as a many-facet Rasch model sees them. Fails as `statisticsOf` does. */
export async function raschOf(
  workspace: Workspace,
  id: UnitId,
  call: CallContext,
): Promise<Result<RaschOfUnit>> {
  const read = await readMarkings(workspace, id, call);
  if (!read.ok) return read;
  const { unit, markings } = read.value;
  const { ratings, leftOut } = facetRatings(unit, markings);
  const report = await inPieces(ratings, call);
  const nameOf = (key: string) => workspace.store.authority().nameOf(PersonKey.parse(key));
  const criterionOf = (wanted: string) => unit.criteria.find((one) => one.id === wanted);
  const about = {
    unit: { id, code: unit.code, title: unit.title },
    leftOut: [...leftOut, ...(report.measures ?? report).leftOut].map((one) => ({
      ...one,
      name: one.facet === 'marker' ? nameOf(one.name) : (criterionOf(one.name)?.title ?? one.name),
    })),
  };
  if (report.measures === null) return ok({ ...about, measures: null, reason: report.reason });
  const { markers, criteria, learners, separation } = report.measures;
  return ok({
    ...about,
    measures: {
      ratings: report.measures.ratings,
      markers: highestFirst(markers).map(({ name, ...rest }) => ({
        ...rest,
        misfit: misfitInWords('marker', rest.fit),
        marker: { key: PersonKey.parse(name), name: nameOf(name) },
      })),
      criteria: highestFirst(criteria).flatMap(({ name, thresholds, ...rest }) => {
        const criterion = criterionOf(name);
        if (!criterion) return [];
        return {
          ...rest,
          misfit: misfitInWords('criterion', rest.fit),
          criterion: criterion.id,
          title: criterion.title,
          thresholds: thresholds.map(({ from, to, measure }) => ({
            from: stepInWords(criterion, from),
            to: stepInWords(criterion, to),
            measure,
          })),
        };
      }),
      learners: {
        count: learners.length,
        extreme: learners.filter((one) => one.extreme !== null).length,
        spread: spreadOf(learners),
        misfits: misfitsAmong(workspace, learners),
      },
      separation,
      remarks: remarksOn(report.measures, (facet, name) =>
        facet === 'marker' ? nameOf(name) : (criterionOf(name)?.title ?? name),
      ),
    },
  });
}

/** As the window and the charts have it; within each group of those that can be compared. */
function highestFirst<T extends { readonly group: number; readonly measure: Estimate }>(
  measured: readonly T[],
) {
  return measured.toSorted((a, b) => a.group - b.group || (b.measure.value ?? 0) - (a.measure.value ?? 0));
}

async function inPieces(ratings: readonly FacetRating[], call: CallContext): Promise<RaschReport> {
  const working = manyFacetRaschInPieces(ratings);
  for (;;) {
    const { done, value } = working.next();
    if (done) return value;
    await setImmediate();
    call.signal.throwIfAborted();
  }
}

function spreadOf(learners: readonly MeasuredLearner[]) {
  const counts = new Map<number, number>();
  for (const { measure } of learners) {
    const bin = Math.floor((measure.value ?? 0) / BIN);
    counts.set(bin, (counts.get(bin) ?? 0) + 1);
  }
  const bins = [...counts.keys()].sort((a, b) => a - b);
  const [first = 0, last = -1] = [bins[0], bins.at(-1)];
  return Array.from({ length: last - first + 1 }, (_, place) => ({
    from: (first + place) * BIN,
    to: (first + place + 1) * BIN,
    count: counts.get(first + place) ?? 0,
  }));
}

function misfitsAmong(workspace: Workspace, learners: readonly MeasuredLearner[]) {
  const worst = (one: MeasuredLearner) => Math.max(one.fit.infitZ, one.fit.outfitZ);
  return learners
    .flatMap(({ name, extreme: _, ...rest }) => {
      const misfit = misfitInWords('learner', rest.fit);
      return misfit === null ? [] : [{ name, rest, misfit, worst: worst({ name, extreme: null, ...rest }) }];
    })
    .sort((a, b) => b.worst - a.worst || (a.name < b.name ? -1 : 1))
    .slice(0, MOST_MISFITS)
    .flatMap(({ name, rest, misfit }) => {
      const submission = SubmissionId.parse(name);
      const opened = loadSubmission(workspace, submission);
      return opened.ok ? [{ ...rest, misfit, submission, learner: identityOf(opened.value).name }] : [];
    });
}
