import { createHost } from '../../src/host/create-host.ts';
import { serve } from '../../src/host/serve.ts';

/** The real core in a process of its own, behind the pipe it was started with. It opens the workspace when told to. */
const [userDataDir = '', resourcesDir = ''] = process.argv.slice(2);
const tell = (message: unknown) => process.send?.(message);

process.once('message', async (start) => {
  const { directory, passphrase } = start as { directory: string; passphrase: string };
  const never = () => Promise.reject(new Error('there is no keychain'));
  const host = await createHost({
    userDataDir,
    resourcesDir,
    sealer: { available: false, seal: never, unseal: never },
    onOpen: () => {},
    reopen: { directory, vault: '', passphrase },
  });
  serve(
    host.handlers,
    { postMessage: tell, onMessage: (listener) => void process.on('message', listener) },
    { version: 'test', log: (message) => console.error(message) },
  );
  tell({ kind: 'ready' });
});
tell({ kind: 'loaded' });
