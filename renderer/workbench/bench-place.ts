import { z } from 'zod';
import { ArtifactHash, CriterionId, SubmissionId } from '../../src/domain/ids.ts';
import type { WorkbenchStore } from './workbench-store.ts';

/** Where somebody was on the bench: enough to be there again when the page had to be loaded anew. */
const BenchPlace = z.object({
  submission: SubmissionId,
  criterion: CriterionId.nullable(),
  artifact: ArtifactHash.nullable(),
  /** Of what scrolls in the artifact's pane. */
  scroll: z.object({ top: z.number(), height: z.number() }).nullable(),
  /** The field of the rubric that was being typed in, by its place among them. */
  caret: z.object({ field: z.int(), start: z.int(), end: z.int() }).nullable(),
});
type BenchPlace = z.infer<typeof BenchPlace>;

/** The window keeps this beside the page, so that it outlives the page's process, and nothing else. */
const KEY = 'bench.place';
const ARTIFACT_PANE = '[data-artifact-pane]';
const RUBRIC_FIELDS = '[data-rubric-pane] textarea';
const SCROLL_LIMIT_MS = 5000;

/** The place that the page which was here before left; each page load gives it once. */
let left: BenchPlace | null = readPlace();

function readPlace(): BenchPlace | null {
  if (typeof sessionStorage === 'undefined') return null;
  try {
    return BenchPlace.parse(JSON.parse(sessionStorage.getItem(KEY) ?? ''));
  } catch {
    return null;
  }
}

/** Goes to where one was, if the page was loaded anew while this submission was open. */
export function returnToPlace(bench: WorkbenchStore): void {
  const place = left;
  left = null;
  const open = bench.getState().open;
  if (!place || open?.detail.submission !== place.submission) return;
  const { criterion, artifact, scroll, caret } = place;
  if (criterion !== null && open.detail.unit.criteria.some(({ id }) => id === criterion))
    bench.actions.openCriterion(criterion);
  if (artifact !== null && open.detail.artifacts.some(({ hash }) => hash === artifact)) {
    bench.actions.openArtifact(artifact);
    if (scroll) scrollWhenThere(scroll, performance.now() + SCROLL_LIMIT_MS);
  }
  if (caret) requestAnimationFrame(() => putCaret(caret));
}

/** From now on notes where one is on this bench. Returns how to stop. */
export function notePlace(bench: WorkbenchStore): () => void {
  let scroll: BenchPlace['scroll'] = null;
  let caret: BenchPlace['caret'] = null;
  let noted = '';
  let frame = 0;
  const note = () => {
    cancelAnimationFrame(frame);
    const open = bench.getState().open;
    if (!open) return;
    const { criterion, artifact, detail } = open;
    const place: BenchPlace = { submission: detail.submission, criterion, artifact, scroll, caret };
    const text = JSON.stringify(place);
    if (text === noted) return;
    noted = text;
    sessionStorage.setItem(KEY, text);
  };
  const soon = () => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(note);
  };
  const onScroll = ({ target }: Event) => {
    if (!(target instanceof HTMLElement) || !target.closest(ARTIFACT_PANE)) return;
    scroll = { top: target.scrollTop, height: target.scrollHeight };
    soon();
  };
  const onCaret = () => {
    const field = document.activeElement;
    const at = field instanceof HTMLTextAreaElement ? rubricFields().indexOf(field) : -1;
    caret =
      field instanceof HTMLTextAreaElement && at >= 0
        ? { field: at, start: field.selectionStart, end: field.selectionEnd }
        : null;
    soon();
  };
  const carets = ['focusin', 'focusout', 'input', 'keyup', 'mouseup'] as const;
  let artifact = bench.getState().open?.artifact ?? null;
  const stop = bench.subscribe(({ open }) => {
    if (!open) return;
    // Another artifact starts at its own beginning.
    if (open.artifact !== artifact) scroll = null;
    artifact = open.artifact;
    note();
  });
  addEventListener('scroll', onScroll, { capture: true, passive: true });
  for (const name of carets) addEventListener(name, onCaret);
  return () => {
    stop();
    cancelAnimationFrame(frame);
    removeEventListener('scroll', onScroll, { capture: true });
    for (const name of carets) removeEventListener(name, onCaret);
    sessionStorage.removeItem(KEY);
  };
}

function rubricFields(): readonly HTMLTextAreaElement[] {
  return [...document.querySelectorAll<HTMLTextAreaElement>(RUBRIC_FIELDS)];
}

function putCaret({ field, start, end }: NonNullable<BenchPlace['caret']>): void {
  const area = rubricFields()[field];
  area?.focus();
  area?.setSelectionRange(start, end);
}

/** Pages come one after the other: only what is as long as it was can be scrolled to where it was. */
function scrollWhenThere(scroll: NonNullable<BenchPlace['scroll']>, untilMs: number): void {
  const pane = document.querySelector(ARTIFACT_PANE);
  const scroller = [...(pane?.querySelectorAll('*') ?? [])].find(
    (one) => one.scrollHeight > one.clientHeight && one.scrollHeight >= scroll.height * 0.9,
  );
  if (scroller) scroller.scrollTop = (scroll.top / scroll.height) * scroller.scrollHeight;
  else if (performance.now() < untilMs) requestAnimationFrame(() => scrollWhenThere(scroll, untilMs));
}
