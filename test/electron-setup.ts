import { ensureBuilt } from '../scripts/build.mjs';
import { describeElectron, runtimeEnvironment, setUp } from '../scripts/setup.mjs';
import { startXvfb } from '../scripts/xvfb.mjs';

/**
 * Runs before tests that open a window: finds the Electron, builds what changed, and opens an X server where there
 * is no display. After `npm test` has done all that, it does nothing.
 */
export default async function setUpElectron(): Promise<() => void> {
  let stop = () => {};
  if (!process.env.ASSAY_ELECTRON) {
    const runtime = await setUp();
    Object.assign(process.env, runtimeEnvironment(runtime));
    console.error(describeElectron(runtime.electron));
    await ensureBuilt(runtime.node);
  }
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    const server = await startXvfb();
    process.env.DISPLAY = server.display;
    stop = server.stop;
  }
  return stop;
}
