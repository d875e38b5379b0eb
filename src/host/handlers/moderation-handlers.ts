import type { HandlersOf } from '../../api/handlers.ts';
import type { moderationMethods } from '../../api/methods/moderation.ts';
import { agreementDraft, discardAgreementDraft, saveAgreementDraft } from '../../app/agreement-drafts.ts';
import { compareMarkers, statisticsOf } from '../../app/marking-statistics.ts';
import {
  agreeOutcome,
  compareSubmission,
  disagreements,
  referToAdjudication,
  setTolerance,
  tryTolerance,
} from '../../app/moderate.ts';
import { raschOf } from '../../app/rasch-of-unit.ts';
import { saveChart } from '../../app/save-chart.ts';
import { ok } from '../../domain/result.ts';
import type { Around } from './around.ts';

export function moderationHandlers({
  inside,
  command,
  pathOf,
}: Around): HandlersOf<typeof moderationMethods> {
  return {
    'moderation.board': ({ unit, include }) =>
      inside(async (workspace) => ok(disagreements(workspace, unit ?? null, include))),
    'moderation.compare': ({ submission }) =>
      inside(async (workspace) => compareSubmission(workspace, submission)),
    'moderation.setTolerance': (input) =>
      command((workspace) => setTolerance(workspace, input.command, input.unit, input.rule)),
    'moderation.tryTolerance': ({ unit, rule }) =>
      inside(async (workspace) => tryTolerance(workspace, unit, rule)),
    'moderation.statistics': ({ unit }, call) => inside((workspace) => statisticsOf(workspace, unit, call)),
    'moderation.rasch': ({ unit }, call) => inside((workspace) => raschOf(workspace, unit, call)),
    'moderation.markersCompared': (about, call) =>
      inside((workspace) => compareMarkers(workspace, about, call)),
    'moderation.saveChart': async ({ into, ...wanted }, call) => {
      const path = await pathOf(into, 'write');
      if (!path.ok) return path;
      return inside((workspace) => saveChart(workspace, wanted, path.value, call));
    },
    // An agreement still being made is not a record and changes nobody else's view, so nobody is told.
    'agreements.draft': ({ submission }) =>
      inside(async (workspace) => agreementDraft(workspace, submission)),
    'agreements.saveDraft': ({ submission, draft, revision }) =>
      inside(async (workspace) => saveAgreementDraft(workspace, submission, draft, revision)),
    'agreements.discardDraft': ({ submission }) =>
      inside(async (workspace) => discardAgreementDraft(workspace, submission)),
    'moderation.refer': (input) =>
      command((workspace) => referToAdjudication(workspace, input.command, input.submission, input.note)),
    'moderation.agree': (input) =>
      command((workspace) =>
        agreeOutcome(workspace, input.command, input.submission, input.judgments, input.note),
      ),
  };
}
