// A host without a core: it answers what the shell's tests ask, and dies when told to.
import { writeFileSync } from 'node:fs';

const port = process.parentPort;
const sealed = new Map();
const grants = [];

port.on('message', ({ data, ports }) => {
  switch (data.kind) {
    case 'start':
      if (process.env.ASSAY_FAKE_VAULT) {
        const vault = process.env.ASSAY_FAKE_VAULT;
        port.postMessage({ kind: 'opened', opened: { directory: vault, vault, passphrase: null } });
      }
      port.postMessage({ kind: 'ready' });
      break;
    case 'connect':
      for (const connected of ports) serve(connected);
      break;
    case 'grant':
      grants.push({ token: data.token, path: data.path });
      break;
    case 'sealed':
    case 'sealing_failed':
      sealed.get(data.id)?.(data);
      break;
    case 'close':
      if (process.env.ASSAY_FAKE_CLOSED) writeFileSync(process.env.ASSAY_FAKE_CLOSED, 'closed');
      process.exit(0);
  }
});

function ask(kind, bytes) {
  return new Promise((resolve) => {
    const id = sealed.size + 1;
    sealed.set(id, resolve);
    port.postMessage({ kind, id, bytes });
  });
}

/** Methods of the contract, bent to what the tests need. */
const answers = {
  'workspace.info': async () => ({ pid: process.pid }),
  'workspace.recent': async () => grants,
  'workspace.demo': () => new Promise(() => {}),
  'workspace.close': async () => process.exit(7),
  'workspace.sealing': async () => {
    const first = await ask('seal', new Uint8Array([1, 2, 3]));
    return first.kind === 'sealed' ? Array.from((await ask('unseal', first.bytes)).bytes) : first.kind;
  },
};

function serve(connected) {
  connected.on('message', async ({ data }) => {
    if (data.kind === 'cancel') {
      const error = { code: 'call.cancelled', message: 'cancelled' };
      connected.postMessage({ kind: 'failure', id: data.id, error });
      return;
    }
    connected.postMessage({ kind: 'progress', id: data.id, progress: { phase: 'asked', done: 1, total: 2 } });
    const value = await answers[data.method]?.(data.input);
    connected.postMessage({ kind: 'value', id: data.id, value: value ?? null });
  });
  connected.start();
  connected.postMessage({ kind: 'hello', version: 'fake' });
}
