import { afterEach, describe, expect, it } from 'vitest';
import { type LaunchedAssay, launchAssay } from './launch.ts';

describe('the application on its real core', () => {
  let assay: LaunchedAssay;
  afterEach(() => assay?.close());

  const call = (method: string, input: unknown = {}) =>
    assay.window.evaluate(([name, value]) => Reflect.get(window, 'assay').call[name as string](value), [
      method,
      input,
    ] as const);

  it('opens its database, creates a workspace and answers from it', async () => {
    assay = await launchAssay();
    const created = await call('workspace.create', {
      name: 'Practice',
      provider: 'Riverside',
      person: 'Ada',
      passphrase: 'correct horse battery',
    });
    expect(created, assay.log.join('')).toMatchObject({ ok: true, value: { name: 'Practice' } });
    expect(await call('queue.facets', { filter: {} })).toMatchObject({ ok: true });
  });

  it('survives the death of its host: the workspace is open again, and can sign', async () => {
    assay = await launchAssay();
    const passphrase = 'correct horse battery';
    const created = await call('workspace.create', {
      name: 'Kept',
      provider: 'P',
      person: 'Ada',
      passphrase,
    });
    expect(created, assay.log.join('')).toMatchObject({ ok: true });
    const restarted = assay.window.evaluate(
      () =>
        new Promise((done) => {
          let hasDied = false;
          Reflect.get(window, 'assay').onHostState((state: string) => {
            if (state === 'restarting') hasDied = true;
            if (state === 'ready' && hasDied) done(state);
          });
        }),
    );
    await assay.app.evaluate(({ app }) => {
      const host = app
        .getAppMetrics()
        .find((metric) => metric.name === 'assay-host' || metric.serviceName === 'assay-host');
      if (host) process.kill(host.pid, 'SIGKILL');
    });
    await restarted;
    expect(await call('workspace.info')).toMatchObject({
      ok: true,
      value: { name: 'Kept', me: { name: 'Ada', canSign: true } },
    });
  });
});
