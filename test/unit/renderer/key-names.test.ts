import { describe, expect, it } from 'vitest';
import { describeKey, digitPressed, firesWhileTyping, keyCaps } from '../../../renderer/app/key-names.ts';

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
    ['mod+shift+z', false],
    ['mod+enter', true],
    ['mod+k', true],
  ])('%s while typing fires: %s', (key, fires) => {
    expect(firesWhileTyping(key)).toBe(fires);
  });

  it('in the row of digits is the digit of its place, whatever the layout types there', () => {
    const french = { shiftKey: true };
    expect(digitPressed(press('&', {}, 'Digit1'))).toEqual({ digit: 1, isShifted: false });
    expect(digitPressed(press('1', french, 'Digit1'))).toEqual({ digit: 1, isShifted: true });
    expect(digitPressed(press('/', { shiftKey: true }, 'Digit7'))).toEqual({ digit: 7, isShifted: true });
  });

  it('of the number pad is a digit only while the lock is on', () => {
    expect(digitPressed(press('1', {}, 'Numpad1'))).toEqual({ digit: 1, isShifted: false });
    expect(digitPressed(press('End', {}, 'Numpad1'))).toBeNull();
  });

  it('with a modifier is no digit, and neither is zero', () => {
    expect(digitPressed(press('1', { ctrlKey: true }, 'Digit1'))).toBeNull();
    expect(digitPressed(press('1', { altKey: true }, 'Digit1'))).toBeNull();
    expect(digitPressed(press('0', {}, 'Digit0'))).toBeNull();
  });

  it('is shown as printed on the keyboard', () => {
    expect(keyCaps('mod+enter', true)).toEqual(['⌘', '↵']);
    expect(keyCaps('mod+k', false)).toEqual(['Ctrl', 'K']);
    expect(keyCaps('+', false)).toEqual(['+']);
    expect(keyCaps('mod++', false)).toEqual(['Ctrl', '+']);
  });
});
