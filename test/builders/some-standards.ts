import type { Authority } from '../../src/domain/authority.ts';
import type { Fact } from '../../src/domain/facts.ts';
import type { AssessmentId, PersonKey, RecordId, SubmissionId, UnitId } from '../../src/domain/ids.ts';
import { type MarkerStanding, markerStanding } from '../../src/domain/standardisation/marker-standing.ts';
import type { StandardResult } from '../../src/domain/standardisation/standard-results.ts';
import type { SetRule } from '../../src/domain/standardisation/standardisation-facts.ts';
import type { StandardsFact } from '../../src/domain/standardisation/standards-view.ts';
import { type StandardsView, viewStandards } from '../../src/domain/standardisation/standards-view.ts';
import { DEFAULT_TOLERANCE } from '../../src/domain/tolerance.ts';

export const UNIT = 'unit' as UnitId;
export const ANN = 'ann' as PersonKey;
export const MO = 'mo' as PersonKey;
export const PIA = 'pia' as PersonKey;

export const timeAt = (minute: number) => new Date(Date.UTC(2026, 0, 1) + minute * 60_000).toISOString();

/** Ann marks; Mo moderates, and so knows the definitive marks; Pia provides. Ann becomes a moderator when it is said. */
export const authorityOf = (annModeratesFrom = '~'): Authority => {
  const rolesOf = (key: PersonKey, at: string) =>
    key === MO
      ? ['moderator']
      : key === PIA
        ? ['provider']
        : at >= annModeratesFrom
          ? ['assessor', 'moderator']
          : ['assessor'];
  return {
    personOf: (key: PersonKey) => key,
    nameOf: (key: PersonKey) => key,
    heldBecause: () => null,
    guardedFrom: '',
    holds: (key: PersonKey, roles: readonly string[], _unit: unknown, at: string) => {
      const allowed = rolesOf(key, at).some((one) => roles.includes(one));
      return { allowed, reason: allowed ? null : 'Not in that role.' };
    },
  } as unknown as Authority;
};

type Bodies = { [T in StandardsFact['type']]: Extract<StandardsFact, { type: T }>['body'] };

/** What is recorded about the standards of one unit, and how Ann did on their scripts, by the minute. */
export class SomeStandards {
  readonly facts: Fact[] = [];
  readonly results: Omit<StandardResult, 'set' | 'kind'>[] = [];
  readonly unfit = new Map<SubmissionId, string>();
  authority = authorityOf();

  state<T extends StandardsFact['type']>(
    type: T,
    minute: number,
    body: Omit<Bodies[T], 'unit'>,
    author: PersonKey = MO,
  ): RecordId {
    const seq = this.facts.length + 1;
    const id = `f${String(seq).padStart(4, '0')}` as RecordId;
    this.facts.push({
      id,
      type,
      seq,
      at: timeAt(minute),
      author,
      body: { unit: UNIT, ...body },
    } as unknown as Fact);
    return id;
  }

  set(rule: SetRule, scripts: readonly string[], minute = 0): RecordId {
    return this.state('standardisation.set_made', minute, {
      label: rule.kind,
      rule,
      tolerance: DEFAULT_TOLERANCE,
      scripts: scripts.map((script) => ({ script: script as SubmissionId, mark: 'mark' as RecordId })),
    });
  }

  /** She was given a script, and marked it a minute later. */
  marks(script: string, minute: number, isWithin: boolean | null, person = ANN): void {
    const at = isWithin === null ? null : timeAt(minute + 1);
    const assessment = at === null ? null : ({ id: `a-${script}` as AssessmentId } as never);
    const told = { mark: null, compared: null, isWithin };
    this.results.push({
      script: script as SubmissionId,
      person,
      allocatedAt: timeAt(minute),
      at,
      assessment,
      ...told,
    });
  }

  approve(
    minute: number,
    set: RecordId | null,
    { author = MO, assessments = [] as string[], until = 99_999, scope = 'any' as const } = {},
  ): RecordId {
    const basis = set
      ? { kind: 'qualified' as const, set, assessments: assessments as AssessmentId[] }
      : { kind: 'recognised' as const };
    const about = { person: ANN, reason: 'R', scope, until: timeAt(until), basis };
    return this.state('standardisation.approved', minute, about, author);
  }

  suspend(minute: number, reason = 'R', author = MO): RecordId {
    return this.state('standardisation.suspended', minute, { person: ANN, reason }, author);
  }

  requalify(minute: number, set: RecordId, author = MO): RecordId {
    return this.state('standardisation.requalifying', minute, { person: ANN, reason: 'R', set }, author);
  }

  remove(minute: number, reason = 'R'): RecordId {
    return this.state('standardisation.removed', minute, { person: ANN, reason });
  }

  withdraw(minute: number, record: RecordId, reason = 'R', author = MO): RecordId {
    return this.state('standardisation.withdrawn', minute, { record, reason }, author);
  }

  view(facts: readonly Fact[] = this.facts): StandardsView {
    return viewStandards(UNIT, facts, this.authority, (script) => this.unfit.get(script) ?? null);
  }

  standing(facts: readonly Fact[] = this.facts): MarkerStanding {
    const view = this.view(facts);
    const results = this.results.flatMap((one): StandardResult[] => {
      const made = view.setOf.get(one.script)?.made;
      return made ? [{ ...one, set: made.id, kind: made.body.rule.kind }] : [];
    });
    return markerStanding({ view, results, authority: this.authority }, ANN);
  }

  /** Why a record does not count, wherever that is decided. */
  problemOf(record: RecordId): string | null {
    return this.view().notCounted.get(record) ?? this.standing().notCounted.get(record) ?? null;
  }
}
