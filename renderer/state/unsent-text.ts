import { z } from 'zod';
import { useSetting } from './settings.ts';

/** The fields of dialogs whose words nothing else keeps. Never a passphrase. */
type UnsentField = 'workspace.person' | 'workspace.provider' | 'workspace.name' | 'person.name' | 'join.name';

const Text = z.string().max(1000);

/**
 * Half-typed text of a dialog, kept beside the workspace until it was used: whatever ends the dialog, the words are
 * there when it is opened again. `null` says that it was used.
 */
export function useUnsentText(field: UnsentField): readonly [string, (text: string | null) => void] {
  const [kept, keep] = useSetting<string>(`unsent.${field}`, Text, '');
  return [kept, (text) => keep(text ?? '')];
}
