import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Inventory } from './inventory.ts';

const lot = { id: 'L-17', species: 'Secale cereale', grams: 420, shelf: 'B2' };

test('a shelf nobody has measured is a risk', () => {
  const inventory = new Inventory();
  inventory.put(lot);
  assert.deepEqual(inventory.atRisk(), [lot]);
});

test('an older climate does not replace a newer one', () => {
  const inventory = new Inventory();
  inventory.put(lot);
  inventory.record({ shelf: 'B2', at: new Date('2026-10-02T10:00Z'), celsius: 5, relativeHumidity: 35 });
  inventory.record({ shelf: 'B2', at: new Date('2026-10-02T09:00Z'), celsius: 25, relativeHumidity: 70 });
  assert.deepEqual(inventory.atRisk(), []);
});
