import type { PersonKey } from '../domain/ids.ts';
import type { Db } from './open-database.ts';

export interface LocalKey {
  readonly key: PersonKey;
  readonly name: string;
  readonly sealing: 'keychain' | 'passphrase';
  readonly sealed: Buffer;
}

/** What this machine knows beside the records: sealed keys, and who is at the desk. */
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
  const columns = 'key, name, sealing, sealed';
  const all = db.prepare<[], LocalKey>(`SELECT ${columns} FROM local_keys ORDER BY name, key`);
  const one = db.prepare<[string], LocalKey>(`SELECT ${columns} FROM local_keys WHERE key = ?`);
  const add = db.prepare<[string, string, string, Buffer]>('INSERT INTO local_keys VALUES (?, ?, ?, ?)');
  const get = db.prepare<[string], { value: string }>('SELECT value FROM local_facts WHERE name = ?');
  const set = db.prepare<[string, string]>(
    'INSERT INTO local_facts VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  );
  return {
    keys: () => all.all(),
    key: (key) => one.get(key) ?? null,
    addKey: (key) => void add.run(key.key, key.name, key.sealing, key.sealed),
    get: (name) => get.get(name)?.value ?? null,
    set: (name, value) => void set.run(name, value),
  };
}
