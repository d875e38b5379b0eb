import { describe, expect, it } from 'vitest';
import type { Handlers } from '../../src/api/handlers.ts';
import type { FromHost } from '../../src/api/protocol.ts';
import { ok } from '../../src/domain/result.ts';
import { serve } from '../../src/host/serve.ts';

/** A caller's end that keeps what it is sent. Handlers not given are bugs when called. */
function aServedPort(handlers: Partial<Handlers>) {
  const sent: FromHost[] = [];
  const logged: string[] = [];
  const waiting: ((message: FromHost) => void)[] = [];
  let deliver: (message: unknown) => void = () => {};
  let close: () => void = () => {};
  const tellChanged = serve(
    handlers as Handlers,
    {
      postMessage: (message) => {
        sent.push(structuredClone(message));
        for (const check of waiting) check(message);
      },
      onMessage: (listener) => {
        deliver = listener;
      },
      onClose: (listener) => {
        close = listener;
      },
    },
    { version: '1', log: (message) => logged.push(message) },
  );
  const answerTo = (id: number) =>
    new Promise<FromHost>((resolve) => {
      waiting.push((message) => {
        if ((message.kind === 'value' || message.kind === 'failure') && message.id === id) resolve(message);
      });
    });
  return {
    sent,
    logged,
    tellChanged,
    close: () => close(),
    send: (message: unknown) => deliver(message),
    call: (id: number, method: string, input: unknown) => {
      const answered = answerTo(id);
      deliver({ kind: 'call', id, method, input });
      return answered;
    },
  };
}

describe('serving calls over a port', () => {
  it('says hello, then answers with the value', async () => {
    const port = aServedPort({ 'workspace.sealing': async () => ok({ keychain: true }) });
    expect(port.sent).toEqual([{ kind: 'hello', version: '1' }]);
    expect(await port.call(1, 'workspace.sealing', {})).toEqual({
      kind: 'value',
      id: 1,
      value: { keychain: true },
    });
  });

  it('refuses input that the contract does not allow, and says where', async () => {
    const port = aServedPort({});
    expect(await port.call(1, 'bundles.inspect', { files: ['/etc/passwd'] })).toMatchObject({
      kind: 'failure',
      error: { code: 'input.invalid', at: 'files.0' },
    });
  });

  it('refuses methods the contract does not have', async () => {
    const port = aServedPort({});
    for (const method of ['toString', '__proto__', 'workspace.destroy']) {
      expect(await port.call(1, method, {})).toMatchObject({ error: { code: 'method.unknown' } });
    }
  });

  it('turns a throw into a coded failure, logs the stack, and lives on', async () => {
    const port = aServedPort({
      'workspace.info': async () => {
        throw new Error('the roof is off');
      },
      'workspace.sealing': async () => ok({ keychain: false }),
    });
    expect(await port.call(1, 'workspace.info', {})).toMatchObject({
      error: { code: 'bug.unexpected', message: expect.stringContaining('the roof is off') },
    });
    expect(port.logged.join()).toContain('serve.test.ts');
    expect(await port.call(2, 'workspace.sealing', {})).toMatchObject({ kind: 'value' });
  });

  it('cancels the call that is named, and no other', async () => {
    const aborted = (signal: AbortSignal) =>
      new Promise<never>((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
      });
    const port = aServedPort({
      'workspace.demo': (_input, { signal }) => aborted(signal),
      'ledger.verify': async () => ok({ ok: true, records: 0, checks: [] }),
    });
    const demo = port.call(1, 'workspace.demo', {});
    port.send({ kind: 'cancel', id: 99 });
    expect(await port.call(2, 'ledger.verify', {})).toMatchObject({ kind: 'value' });
    port.send({ kind: 'cancel', id: 1 });
    expect(await demo).toMatchObject({ error: { code: 'call.cancelled' } });
  });

  it('aborts what is open when the caller goes away', () => {
    let signalSeen: AbortSignal | null = null;
    const port = aServedPort({
      'workspace.demo': (_input, { signal }) => {
        signalSeen = signal;
        return new Promise(() => {});
      },
    });
    void port.call(1, 'workspace.demo', {});
    port.close();
    expect(signalSeen).toMatchObject({ aborted: true });
  });

  it('sends the first and the last of ten thousand reports, and few between', async () => {
    const port = aServedPort({
      'ledger.verify': async (_input, { progress }) => {
        for (let done = 1; done <= 10_000; done += 1) progress({ phase: 'checking', done, total: 10_000 });
        return ok({ ok: true, records: 0, checks: [] });
      },
    });
    await port.call(1, 'ledger.verify', {});
    const reports = port.sent.filter((message) => message.kind === 'progress');
    expect(reports.at(0)?.progress.done).toBe(1);
    expect(reports.at(-1)?.progress.done).toBe(10_000);
    expect(reports.length).toBeLessThan(10);
    expect(port.sent.at(-1)?.kind).toBe('value');
  });

  it('logs a message it does not understand, and answers the next', async () => {
    const port = aServedPort({ 'workspace.sealing': async () => ok({ keychain: true }) });
    port.send({ kind: 'evil' });
    port.send(null);
    expect(port.logged).toHaveLength(2);
    expect(await port.call(1, 'workspace.sealing', {})).toMatchObject({ kind: 'value' });
  });

  it('passes on that views may have changed', () => {
    const port = aServedPort({});
    port.tellChanged(42);
    expect(port.sent.at(-1)).toEqual({ kind: 'changed', position: 42 });
  });
});
