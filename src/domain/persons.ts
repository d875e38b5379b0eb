import type { FactOf } from './facts.ts';
import type { PersonKey } from './ids.ts';

/** One key of a person: since when it is theirs (null: from the beginning), and from when on it speaks for nobody. */
export interface KeyOfPerson {
  readonly key: PersonKey;
  readonly kind: 'first' | FactOf<'key.added'>['body']['kind'];
  readonly from: string | null;
  readonly until: string | null;
}

/**
 * Whose keys are whose. A person is named by their first key; keys that were added later, for another device or in the
 * place of a lost one, lead back to it.
 */
export class Persons {
  /** From an added key to the first key of its person. */
  readonly #first = new Map<PersonKey, PersonKey>();
  readonly #keys = new Map<PersonKey, PersonKey[]>();
  readonly #added = new Map<PersonKey, Pick<FactOf<'key.added'>['body'], 'kind' | 'from'>>();
  readonly #replacedFrom = new Map<PersonKey, string>();

  personOf(key: PersonKey): PersonKey {
    return this.#first.get(key) ?? key;
  }

  /** All keys of the person whose key this is, the first one first. */
  keysOf(key: PersonKey): readonly PersonKey[] {
    const person = this.personOf(key);
    return this.#keys.get(person) ?? [person];
  }

  /** Why the key speaks for nobody at that time, or null when it speaks for its person. */
  silenceOf(key: PersonKey, at: string): string | null {
    const replaced = this.#replacedFrom.get(key);
    if (replaced !== undefined && replaced <= at)
      return `This key was replaced from ${replaced.slice(0, 10)} on and speaks for nobody since.`;
    const added = this.#added.get(key)?.from;
    return added !== undefined && at < added ? `This key counts from ${added.slice(0, 10)} on.` : null;
  }

  describe(key: PersonKey): KeyOfPerson {
    const { kind = 'first', from = null } = this.#added.get(key) ?? {};
    return { key, kind, from, until: this.#replacedFrom.get(key) ?? null };
  }

  /** Whether the key leads to a person already, or other keys lead to it. */
  isKnown(key: PersonKey): boolean {
    return this.#first.has(key) || this.#keys.has(key);
  }

  add({ body }: FactOf<'key.added'>): void {
    const person = this.personOf(body.person);
    this.#keys.set(person, [...this.keysOf(person), body.key]);
    this.#first.set(body.key, person);
    this.#added.set(body.key, body);
    if (body.kind !== 'replacement') return;
    const before = this.#replacedFrom.get(body.person);
    if (before === undefined || body.from < before) this.#replacedFrom.set(body.person, body.from);
  }
}
