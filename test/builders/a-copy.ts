import Database from 'better-sqlite3';
import { inTurn } from '../../src/app/in-turn.ts';
import { type Merged, mergeRecords, type OtherCopy, type OwnCopy } from '../../src/app/merge-records.ts';
import type { RawRecord } from '../../src/ledger/file-record.ts';
import { everyRecord } from '../../src/store/every-record.ts';
import { type Db, openDatabase } from '../../src/store/open-database.ts';
import { storeOf } from '../../src/store/store.ts';
import { aCall, aClock, must } from './a-workspace.ts';

/** One machine's copy of a workspace: a database in memory, and nobody at the desk. Thousands of them are closed early. */
export class ACopy {
  readonly #db = anEmptyDatabase();
  #own: OwnCopy;

  constructor(workspace: string) {
    this.#own = this.#open(workspace);
    this.store.append({ records: [], local: { workspace } });
  }

  close(): void {
    this.#db.close();
  }

  get store() {
    return this.#own.store;
  }

  async merge(
    records: OtherCopy['records'],
    atOnce?: number,
    call = aCall(),
    privateObjects: readonly string[] = [],
  ): Promise<Merged> {
    return must(await mergeRecords(this.#own, { records, privateObjects }, call, atOnce));
  }

  /** Does what the ledger says of learners who are to be erased, as whoever takes packages in does. */
  carryOutErasures(): void {
    const { erasures } = this.store;
    for (const learner of erasures.waiting()) erasures.carryOut(learner, erasures.belongingsOf(learner));
  }

  /** Takes in these records and is killed before it has shown them; then it is opened again. */
  async mergeAndDie(records: readonly RawRecord[], atOnce: number): Promise<void> {
    const { store } = this;
    const dies = new Error('killed');
    const dying: OwnCopy = {
      ...this.#own,
      store: { ...store, views: { ...store.views, follow: () => fail(dies) } },
    };
    await mergeRecords(dying, { records }, aCall(), atOnce).catch((error: unknown) => {
      if (error !== dies) throw error;
    });
    this.#own = this.#open(this.#own.id);
    this.store.views.catchUp();
  }

  /** What others get of it. */
  everyRecord(): RawRecord[] {
    return [...everyRecord(this.store)];
  }

  /** Hashes of the personal data that lies here. */
  kept(): string[] {
    return [...this.store.privates.all()].map(({ hash }) => hash);
  }

  /** All that two equal copies have in common: the records, by id, and the views. */
  state(): unknown {
    const ids = this.everyRecord().map((record) => Buffer.from(record.signature).toString('hex'));
    return { records: ids.sort(), views: this.store.views.digest(), newer: this.store.newer.count() };
  }

  #open(workspace: string): OwnCopy {
    return {
      id: workspace,
      store: storeOf(this.#db),
      oneMergeAtATime: inTurn(),
      environment: aClock(),
      observe: () => {},
    };
  }
}

let template: Buffer | null = null;

/** The steps of the schema are taken once; after that, their outcome is copied. */
function anEmptyDatabase(): Db {
  if (!template) {
    const first = must(openDatabase(':memory:', { create: true }));
    template = first.serialize();
    first.close();
  }
  const db = new Database(template);
  db.pragma('foreign_keys = ON');
  db.pragma('recursive_triggers = ON');
  return db;
}

function fail(error: Error): never {
  throw error;
}
