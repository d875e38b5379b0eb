import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { FuseState, FuseV1Options, FuseVersion, flipFuses, getCurrentFuseWire } from '@electron/fuses';

/** What a released Assay can no longer be made to do from outside. */
const fuses = {
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
};

/** electron-builder calls this on the unpacked application, before it is signed. Fails the build if a fuse did not take. */
export default async function afterPack({ appOutDir, electronPlatformName, packager }) {
  const name = packager.appInfo.productFilename;
  const executables = {
    darwin: `${name}.app`,
    mas: `${name}.app`,
    win32: `${name}.exe`,
    linux: packager.executableName,
  };
  const executable = join(appOutDir, executables[electronPlatformName]);
  // A development runtime brings its default app along; a release has no use for it.
  rmSync(join(packager.getResourcesDir(appOutDir), 'default_app.asar'), { force: true });
  await flipFuses(executable, {
    version: FuseVersion.V1,
    resetAdHocDarwinSignature: electronPlatformName === 'darwin',
    ...fuses,
  });
  const wire = await getCurrentFuseWire(executable);
  for (const [fuse, isOn] of Object.entries(fuses)) {
    if (wire[fuse] !== (isOn ? FuseState.ENABLE : FuseState.DISABLE)) {
      throw new Error(`the fuse ${FuseV1Options[fuse]} did not take; this must not be released`);
    }
  }
}
