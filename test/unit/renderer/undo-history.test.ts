import { describe, expect, it } from 'vitest';
import { recordEdit, redo, startHistory, undo } from '../../../renderer/workbench/undo-history.ts';

describe('undo', () => {
  it('takes back one step at a time, to the very first, and does them again', () => {
    let history = startHistory('a');
    history = recordEdit(history, 'b', null, 0);
    history = recordEdit(history, 'c', null, 0);
    history = undo(undo(history));
    expect(history.present).toBe('a');
    expect(undo(history).present).toBe('a');
    expect(redo(redo(history)).present).toBe('c');
  });

  it('typing on in one field is one step; a pause or another field begins a new one', () => {
    let history = startHistory('');
    history = recordEdit(history, 't', 'rationale', 0);
    history = recordEdit(history, 'tw', 'rationale', 300);
    history = recordEdit(history, 'two', 'rationale', 600);
    expect(undo(history).present).toBe('');
    history = recordEdit(history, 'two ', 'rationale', 9000);
    expect(undo(history).present).toBe('two');
    history = recordEdit(history, 'two x', 'feedback', 9100);
    expect(undo(history).present).toBe('two ');
  });

  it('a new edit ends what could be done again', () => {
    let history = recordEdit(startHistory(1), 2, null, 0);
    history = recordEdit(undo(history), 3, null, 0);
    expect(redo(history).present).toBe(3);
  });

  it('an edit that changes nothing is no step', () => {
    const history = startHistory({ a: 1 });
    expect(recordEdit(history, history.present, null, 0)).toBe(history);
  });
});
