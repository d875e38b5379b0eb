import type { PersonKey, RecordId } from '../domain/ids.ts';
import { readAnyRecord } from '../ledger/newer-record.ts';
import type { SignedRecord } from '../ledger/record.ts';
import type { Finding } from './check-storage.ts';
import type { Workspace } from './workspace.ts';

/** What the chains of records come to: links that cannot be, stretches that are missing, and forks. */
export class ChainCheck {
  readonly #workspace: Workspace;
  readonly #authors = new Set<PersonKey>();
  #wrong: string | null = null;

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  /** Looks at the place of a record that has proved itself. Records may have come in any order. */
  note({ id, prev, fact }: SignedRecord, position: number): void {
    this.#authors.add(fact.author);
    if (prev === null || this.#wrong !== null) return;
    const { chains } = this.#workspace.store;
    if (chains.isAt({ author: fact.author, seq: fact.seq - 1, id: prev })) return;
    if (chains.isElsewhere(prev))
      this.#wrong = `Record ${position} (${id.slice(0, 12)}…) follows a record that is not the one before it in its author’s chain: its author signed what cannot be.`;
    else if (!chains.isMissing({ author: fact.author, seq: fact.seq - 1, id: prev }))
      this.#wrong = `Record ${position} (${id.slice(0, 12)}…) follows a record that is not here, and is not counted among the missing.`;
  }

  findings(): Finding[] {
    const { store } = this.#workspace;
    const { nameOf, openForks } = store.authority();
    const isPart = store.local.get('scope') === 'part';
    const gaps = store.chains.gaps();
    const [gap] = isPart ? [] : gaps;
    const [fork] = openForks;
    const forks = store.chains.forked().length;
    const more = (count: number, noun: string) => (count > 1 ? ` There are ${count - 1} more ${noun}.` : '');
    return [
      {
        name: 'chains',
        failure:
          this.#wrong ??
          (gap
            ? `${gap.from === gap.to ? `Record ${gap.to}` : `Records ${gap.from} to ${gap.to}`} of ${nameOf(gap.author)} ${gap.from === gap.to ? 'is' : 'are'} missing.${more(gaps.length, 'gaps')}`
            : null),
        success:
          isPart && gaps.length > 0
            ? `${this.#authors.size} chains, of which this copy was given a part.`
            : `${this.#authors.size} chains have no gap.`,
      },
      {
        name: 'forks',
        failure: fork
          ? `The chain of ${nameOf(fork.author)} forks at record ${fork.seq}: ${fork.records.length} records claim that place, and what follows does not count until somebody settles it.${more(openForks.length, 'forks')}`
          : null,
        success:
          forks === 0 ? 'No chain forks.' : `${forks} chains fork, and it is settled which parts stand.`,
      },
      ...this.#newer(),
    ];
  }

  /** Records of newer versions are what they are named for, as far as this version can tell. */
  #newer(): Finding[] {
    const { newer } = this.#workspace.store;
    const count = newer.count();
    if (count === 0) return [];
    let wrong: RecordId | null = null;
    for (let after = 0; wrong === null; ) {
      const rows = newer.after(after, 200);
      const last = rows.at(-1);
      if (!last || last.position <= after) break;
      after = last.position;
      for (const row of rows) {
        const read = readAnyRecord(row.bytes, row.signature);
        if (!read.ok || read.value.record.id !== row.id) wrong ??= row.id;
      }
    }
    return [
      {
        name: 'newer versions',
        failure:
          wrong && `A record of a newer version (${wrong.slice(0, 12)}…) was changed after it arrived.`,
        success: `${count} ${count === 1 ? 'record was' : 'records were'} made by a newer version: kept as they came, and not counted.`,
      },
    ];
  }
}
