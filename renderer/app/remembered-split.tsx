import { z } from 'zod';
import { useSetting } from '../state/settings.ts';
import { type Pane, SplitPane } from '../ui/split-pane.tsx';

const Layout = z.record(z.string(), z.number());

interface RememberedSplitProps {
  /** Under this name the sizes are remembered. */
  readonly name: string;
  readonly panes: readonly Pane[];
  readonly orientation?: 'horizontal' | 'vertical';
}

/** A split whose sizes are as the person last left them. */
export function RememberedSplit({ name, ...split }: RememberedSplitProps) {
  const [layout, setLayout] = useSetting(`panes.${name}`, Layout, {});
  return <SplitPane {...split} layout={layout} onLayout={setLayout} />;
}
