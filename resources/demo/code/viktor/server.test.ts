import assert from 'node:assert/strict';
import { test } from 'node:test';

const base = 'http://localhost:8080';

test('posting a reading answers 204', async () => {
  const answer = await fetch(`${base}/reading`, { method: 'POST', body: '{"t":1,"temp":4.2,"stock":{"milk":12}}' });
  assert.equal(answer.status, 204);
});

test('today counts the readings', async () => {
  const today = await (await fetch(`${base}/today`)).json();
  assert.ok(today.count > 0);
});
