import { across } from './en/across.ts';
import { again } from './en/again.ts';
import { allocation } from './en/allocation.ts';
import { anonymity } from './en/anonymity.ts';
import { appeals } from './en/appeals.ts';
import { backups } from './en/backups.ts';
import { batches } from './en/batches.ts';
import { benchSpeed } from './en/bench-speed.ts';
import { bytes } from './en/bytes.ts';
import { chain } from './en/chain.ts';
import { frame } from './en/frame.ts';
import { frameViewer } from './en/frame-viewer.ts';
import { history } from './en/history.ts';
import { images } from './en/images.ts';
import { library } from './en/library.ts';
import { media } from './en/media.ts';
import { moderation } from './en/moderation.ts';
import { office } from './en/office.ts';
import { packages } from './en/packages.ts';
import { pdf } from './en/pdf.ts';
import { people } from './en/people.ts';
import { privacy } from './en/privacy.ts';
import { queue } from './en/queue.ts';
import { readers } from './en/readers.ts';
import { resolve } from './en/resolve.ts';
import { results } from './en/results.ts';
import { search } from './en/search.ts';
import { sending } from './en/sending.ts';
import { shortcuts } from './en/shortcuts.ts';
import { spreading } from './en/spreading.ts';
import { standards } from './en/standards.ts';
import { states } from './en/states.ts';
import { statistics } from './en/statistics.ts';
import { viewers } from './en/viewers.ts';
import { welcome } from './en/welcome.ts';
import { workbench } from './en/workbench.ts';
import type { Message } from './t.ts';

/** Every text people read, by key. Each room keeps its own page of it. */
export const en = {
  ...frame,
  ...shortcuts,
  ...spreading,
  ...standards,
  ...states,
  ...appeals,
  ...statistics,
  ...batches,
  ...welcome,
  ...queue,
  ...search,
  ...workbench,
  ...benchSpeed,
  ...viewers,
  ...frameViewer,
  ...images,
  ...media,
  ...bytes,
  ...pdf,
  ...moderation,
  ...office,
  ...readers,
  ...resolve,
  ...results,
  ...library,
  ...packages,
  ...people,
  ...privacy,
  ...allocation,
  ...backups,
  ...history,
  ...sending,
  ...anonymity,
  ...again,
  ...across,
  ...chain,
} as const satisfies Record<string, Message>;
