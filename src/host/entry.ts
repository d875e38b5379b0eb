import { createHost } from './create-host.ts';
import { runHostProcess } from './host-process.ts';
import { electronParent } from './parent-port.ts';

await runHostProcess(electronParent(), createHost);
