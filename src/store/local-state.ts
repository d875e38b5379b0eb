import type { PersonKey } from '../domain/ids.ts';
import type { Db } from './open-database.ts';
import { summedRows, sumOf } from './sums.ts';

export interface LocalKey {
  readonly key: PersonKey;
  readonly name: string;
  readonly sealing: 'keychain' | 'passphrase';
  readonly sealed: Buffer;
}

/**
 * What this machine knows beside the records: sealed keys, and who is at the desk. Reading what is damaged past mending
 * throws `DamagedState`.
 */
export interface LocalState {
  keys(): readonly LocalKey[];
  key(key: PersonKey): LocalKey | null;
  addKey(key: LocalKey): void;
  get(name: LocalFact): string | null;
  set(name: LocalFact, value: string): void;
}

/**
 * `pseudonymKey` is 32 bytes as hex (see `learnerIdOf`); `me` the key of whoever acts; `scope` is `part` in a copy that by
 * design holds only what was sent to whoever works on it.
 */
export type LocalFact = 'me' | 'pseudonymKey' | 'workspace' | 'scope';

export function localState(db: Db): LocalState {
  const names = db.prepare<[], PersonKey>('SELECT key FROM local_keys ORDER BY name, key').pluck();
  const keys = summedRows(db, 'local_keys');
  const facts = summedRows(db, 'local_facts');
  const add = db.prepare<[string, string, string, Buffer, string]>(
    'INSERT INTO local_keys VALUES (?, ?, ?, ?, ?)',
  );
  const set = db.prepare<[string, string, string]>(
    'INSERT INTO local_facts VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value, sum = excluded.sum',
  );
  const key = (wanted: PersonKey): LocalKey | null => {
    const row = keys.get(wanted);
    if (!row?.sealed) return null;
    const sealing = String(row.sealing) === 'keychain' ? 'keychain' : 'passphrase';
    return { key: wanted, name: String(row.name), sealing, sealed: row.sealed };
  };
  return {
    keys: () => names.all().flatMap((name) => key(name) ?? []),
    key,
    addKey({ key: name, name: of, sealing, sealed }) {
      const row = [name, of, sealing, sealed] as const;
      add.run(...row, sumOf(row));
    },
    get: (name) => facts.get(name)?.value?.toString('utf8') ?? null,
    set: (name, value) => void set.run(name, value, sumOf([name, value])),
  };
}
