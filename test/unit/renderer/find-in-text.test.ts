import { describe, expect, it } from 'vitest';
import { findOnPage, foldPage, foldQuery } from '../../../renderer/viewers/pdf/find-in-text.ts';

const piece = (str: string, hasEOL = false) => ({ str, hasEOL });

describe('search in a document', () => {
  it('finds a phrase across pieces and line ends', () => {
    const page = foldPage([piece('Two gu'), piece('ards', true), piece('were missing.')]);
    const [match] = findOnPage(page, 3, foldQuery('guards were'));
    expect(match).toEqual({ page: 3, from: { piece: 0, offset: 4 }, to: { piece: 2, offset: 3 } });
  });

  it('ignores case and accents in what is sought and in what is there', () => {
    const page = foldPage([piece('FRÜHSTÜCK im Café')]);
    expect(findOnPage(page, 1, foldQuery('frühstuck'))).toHaveLength(1);
    expect(findOnPage(page, 1, foldQuery('CAFE'))).toHaveLength(1);
  });

  it('counts each place once and finds nothing for blanks', () => {
    const page = foldPage([piece('aaaa')]);
    expect(findOnPage(page, 1, foldQuery('aa'))).toHaveLength(2);
    expect(findOnPage(page, 1, foldQuery('   '))).toHaveLength(0);
  });
});
