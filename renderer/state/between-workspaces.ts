import { forgetActing } from './act-as.ts';
import { forgetAgreements } from './agreements.ts';
import { queue } from './queue-windows.ts';
import { sending } from './sending.ts';
import { timeline } from './timeline-windows.ts';
import { workspace } from './workspace.ts';

/** Nothing looked for in one workspace may linger in the next. `onChange` runs when another one opened or it closed. */
export function forgetBetweenWorkspaces(onChange: () => void): () => void {
  return workspace.subscribe((state, before) => {
    if (state.info?.me.key !== before.info?.me.key) {
      forgetAgreements();
      sending.getState().close();
    }
    if (before.info === undefined || state.info?.id === before.info?.id) return;
    forgetActing();
    queue.setState(queue.getInitialState());
    timeline.setState(timeline.getInitialState());
    onChange();
  });
}
