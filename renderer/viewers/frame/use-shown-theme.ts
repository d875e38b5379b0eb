import { useEffect, useState } from 'react';
import type { FrameTheme } from '../../reader/protocol.ts';
import { useTheme } from '../../state/settings.ts';

/** What the window looks like now, whether chosen or asked for by the system. */
export function useShownTheme(): FrameTheme {
  const [theme] = useTheme();
  const isDark = useMedia('(prefers-color-scheme: dark)');
  const wantsContrast = useMedia('(prefers-contrast: more)');
  if (theme !== 'system') return theme;
  if (wantsContrast) return 'contrast';
  return isDark ? 'dark' : 'light';
}

function useMedia(query: string): boolean {
  const [matches, setMatches] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const media = matchMedia(query);
    const follow = () => setMatches(media.matches);
    media.addEventListener('change', follow);
    return () => media.removeEventListener('change', follow);
  }, [query]);
  return matches;
}
