import { describe, expect, it } from 'vitest';
import { describeKey, firesWhileTyping, keyCaps } from '../../../renderer/app/key-names.ts';

const press = (
  key: string,
  held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {},
  code = '',
) => ({
  key,
  code,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

describe('a key', () => {
  it('is ⌘ on a Mac and Ctrl elsewhere for the same shortcut', () => {
    expect(describeKey(press('k', { metaKey: true }), true)).toBe('mod+k');
    expect(describeKey(press('k', { ctrlKey: true }), false)).toBe('mod+k');
    expect(describeKey(press('k', { metaKey: true }), false)).toBe('k');
  });

  it('that needs shift to be typed does not name shift', () => {
    expect(describeKey(press('?', { shiftKey: true }), false)).toBe('?');
    expect(describeKey(press('E', { shiftKey: true }), false)).toBe('shift+e');
  });

  it('with alt is the digit that was pressed, whatever it types', () => {
    expect(describeKey(press('¡', { altKey: true }, 'Digit1'), true)).toBe('alt+1');
  });

  it.each([
    ['j', false],
    ['1', false],
    ['?', false],
    ['shift+e', false],
    ['alt+1', false],
    ['mod+z', false],
    ['mod+enter', true],
    ['mod+k', true],
  ])('%s while typing fires: %s', (key, fires) => {
    expect(firesWhileTyping(key)).toBe(fires);
  });

  it('is shown as printed on the keyboard', () => {
    expect(keyCaps('mod+enter', true)).toEqual(['⌘', '↵']);
    expect(keyCaps('mod+k', false)).toEqual(['Ctrl', 'K']);
    expect(keyCaps('+', false)).toEqual(['+']);
    expect(keyCaps('mod++', false)).toEqual(['Ctrl', '+']);
  });
});
