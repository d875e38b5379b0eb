import { describe, expect, it } from 'vitest';
import { formatRoute, parseRoute, type Route } from '../../../renderer/app/route.ts';
import { CriterionId, RecordId, SubmissionId, UnitId } from '../../../src/domain/ids.ts';

const submission = SubmissionId.parse('a1'.repeat(32));
const unit = UnitId.parse('https://example.org/units/HS 2.1/ü');

describe('a route', () => {
  const routes: readonly Route[] = [
    { room: 'queue' },
    { room: 'mark', submission },
    { room: 'moderate', submission: null },
    { room: 'moderate', submission },
    { room: 'moderate', submission: null, tab: 'statistics' },
    { room: 'moderate', submission: null, tab: 'batches' },
    { room: 'moderate', submission: null, tab: 'batches', batch: RecordId.parse('b2'.repeat(32)) },
    { room: 'moderate', submission: null, tab: 'standardisation' },
    { room: 'moderate', submission: null, tab: 'standardisation', unit },
    { room: 'results', tab: 'batches' },
    { room: 'units', unit: null },
    { room: 'units', unit },
    { room: 'across', unit: null, criterion: null },
    { room: 'across', unit, criterion: null },
    { room: 'across', unit, criterion: CriterionId.parse('2.1/a b') },
    { room: 'people' },
    { room: 'resolve' },
    { room: 'log', submission },
  ];
  it.each(routes)('survives the address bar: %o', (route) => {
    expect(parseRoute(formatRoute(route))).toEqual(route);
  });

  it.each(['', '#', '#/nowhere', '#/mark/not-a-submission', '#/mark', '#/mark/%E0%A4%A'])(
    'that leads nowhere leads to the queue: %s',
    (hash) => {
      expect(parseRoute(hash)).toEqual({ room: 'queue' });
    },
  );
});
