import { type Fact, type FactOf, inOrder } from '../../domain/facts.ts';
import type { RecordId } from '../../domain/ids.ts';
import { settledByTolerance } from '../../domain/marks.ts';
import { DEFAULT_TOLERANCE } from '../../domain/tolerance.ts';
import { toleranceInWords } from '../../domain/tolerance-in-words.ts';
import type { Opened } from '../load-submission.ts';
import type { Workspace } from '../workspace.ts';
import { check, checkedOf } from './checks.ts';
import { agreedInWords } from './judged-in-words.ts';
import type { Told } from './told.ts';

/** The tolerance that stood when the outcome was settled, or stands now; null where nobody had set one. */
export function rulingTolerance(
  workspace: Workspace,
  { view }: Opened,
  facts: readonly Fact[],
): FactOf<'tolerance.set'> | null {
  const isCounted = (id: RecordId) => workspace.store.views.notCounted(id) === null;
  const settled = facts
    .filter((fact) => fact.type === 'outcome.agreed' || fact.type === 'outcome.confirmed')
    .filter(({ id }) => !view.notCounted.has(id))
    .sort(inOrder)[0];
  return (
    facts
      .filter((fact): fact is FactOf<'tolerance.set'> => fact.type === 'tolerance.set' && isCounted(fact.id))
      .filter((fact) => !settled || inOrder(fact, settled) < 0)
      .sort(inOrder)
      .at(-1) ?? null
  );
}

/** How the marks were compared, and by which rule: worked out again, for no record says so by itself. */
export function comparisonStep(
  workspace: Workspace,
  { view, unit }: Opened,
  ruling: FactOf<'tolerance.set'> | null,
): Told | null {
  const { marks } = view;
  if (marks.sources.length === 0 || !marks.isWhole) return null;
  const last = [...marks.sources].sort(inOrder).at(-1);
  const step = {
    seq: Number.MAX_SAFE_INTEGER,
    stage: 'agreement',
    record: null,
    type: 'comparison',
    at: last?.at ?? null,
    by: null,
    reason: null,
  } as const;
  if (!marks.isDouble) {
    const checks = [check('rule', true, 'No criterion was judged twice.', '')];
    return {
      ...step,
      what: 'Nobody marked it a second time, so there was nothing to compare',
      said: [],
      judgments: [],
      checks,
      checked: checkedOf(checks),
    };
  }
  const rule = ruling?.body.rule ?? DEFAULT_TOLERANCE;
  // Under another rule, it may be another two of the marks that are compared.
  const then = workspace.store.views.submission(view.received.body.submission, rule);
  const compared = then?.compared;
  if (!compared) return null;
  const against = [...compared.criteria, ...compared.overall].filter(({ within }) => !within);
  const wasTaken = [...view.confirmations.values()].some(({ how }) => how === 'auto_agreed');
  const checks = [
    check(
      'rule',
      compared.within || !wasTaken,
      'The marks were compared again by this rule.',
      'The outcome says that it was settled by tolerance, and by this rule it was not.',
    ),
  ];
  return {
    ...step,
    what: compared.within
      ? 'The two marks are within tolerance of each other'
      : 'The two marks are further apart than tolerance allows',
    said: [
      { about: 'Rule', text: toleranceInWords(rule) },
      { about: 'Set by record', text: ruling?.id ?? 'none: it is what holds while nobody sets another' },
      ...compared.overall.flatMap(({ rule: of, within, reason }) =>
        of === 'third' && within ? [{ about: 'Third mark', text: reason }] : [],
      ),
      ...against.map(({ reason }) => ({ about: 'Apart', text: reason })),
    ],
    judgments: compared.within
      ? settledByTolerance(compared, then.marks).map((one) => agreedInWords(unit, one))
      : [],
    checks,
    checked: checkedOf(checks),
  };
}
