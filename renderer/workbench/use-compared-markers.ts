import { useMemo } from 'react';
import type { AnchorId } from '../../src/domain/ids.ts';
import type { MarkerAnchors } from './evidence-pane.tsx';
import type { Feedback } from './use-script.ts';
import { useActions } from './use-workbench.ts';

/** My places in the evidence and those of the definitive mark, as two markers'; null while nothing is compared. */
export function useComparedMarkers(feedback: Feedback | null): readonly MarkerAnchors[] | null {
  const { openCriterion } = useActions();
  return useMemo(() => {
    if (feedback === null) return null;
    const of = (tone: 'markerA' | 'markerB', side: 'ownAnchors' | 'definitiveAnchors'): MarkerAnchors => {
      const resting = (anchor: AnchorId) =>
        feedback.criteria.filter((one) => one[side].some(({ id }) => id === anchor));
      const anchors = new Map(feedback.criteria.flatMap((one) => one[side]).map((one) => [one.id, one]));
      return {
        tone,
        anchors: [...anchors.values()],
        labelOf: (anchor) =>
          resting(anchor)
            .map(({ code }) => code)
            .join(', '),
        onOpen(anchor) {
          const [first] = resting(anchor);
          if (first) openCriterion(first.criterion);
        },
      };
    };
    return [of('markerA', 'ownAnchors'), of('markerB', 'definitiveAnchors')];
  }, [feedback, openCriterion]);
}
