import { Scan } from 'lucide-react';
import { useShortcutCaps } from '../app/shortcut-keys.tsx';
import { t } from '../messages/t.ts';
import { IconButton } from '../ui/button.tsx';
import type { Choosing } from './viewer-props.ts';

/** Switches drawing a box on and off. */
export function BoxButton({ choosing }: { readonly choosing: Choosing }) {
  const keys = useShortcutCaps('evidence.box');
  return (
    <IconButton
      label={t('anchor.box')}
      keys={keys}
      isPressed={choosing.isBoxMode}
      onPress={() => choosing.setBoxMode(!choosing.isBoxMode)}
    >
      <Scan aria-hidden />
    </IconButton>
  );
}
