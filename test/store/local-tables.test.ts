import { expect, it } from 'vitest';
import { localTables } from '../../src/store/local-tables.ts';
import { aDatabase } from '../builders/a-store.ts';

it('the local state of a machine can be laid out in another database as it was', () => {
  const [from, to] = [aDatabase(), aDatabase()];
  from.exec(`
    INSERT INTO local_keys (key, name, sealing, sealed) VALUES ('k', 'Ann', 'passphrase', x'00ff');
    INSERT INTO local_facts (name, value) VALUES ('me', 'k');
    INSERT INTO commands (command, record) VALUES ('c', 'r');
    INSERT INTO comment_bank (comment, person, unit, criterion, decision, text, uses, last_used_at)
      VALUES ('1', 'k', 'u', 'c1', NULL, 'Well done', 3, '2026-06-01T09:00:00.000Z');
  `);
  const rows = [...localTables(from).rows(null)];
  expect(rows).toHaveLength(4);
  for (const row of JSON.parse(JSON.stringify(rows))) expect(localTables(to).restore(row)).toBe(true);
  expect([...localTables(to).rows(null)]).toEqual(rows);
});

it('a row of no local table, or of no column, is not laid out', () => {
  const { restore, rows } = localTables(aDatabase());
  for (const row of [
    null,
    { table: 'records', row: { id: 'x' } },
    { table: 'local_facts', row: {} },
    { table: 'local_facts', row: { name: 'me', value: 'k', 'value) VALUES (1); --': 1 } },
    { table: 'local_facts', row: { name: 'me', value: { base64: '!' } } },
  ])
    expect(restore(row)).toBe(false);
  expect([...rows(null)]).toEqual([]);
});
