import { z } from 'zod';
import type { HandlersOf } from '../../api/handlers.ts';
import type { workspaceMethods } from '../../api/methods/workspace.ts';
import { inTurn } from '../../app/in-turn.ts';
import { readOwnFile, writeOwnFile } from '../../app/own-files.ts';
import { describeWorkspace } from '../../app/people.ts';
import { ok, refused } from '../../domain/result.ts';
import type { Around } from './around.ts';

const Settings = z.record(z.string(), z.json());
const MAX_SETTINGS_CHARS = 256 * 1024;

export function workspaceHandlers({
  desk,
  pathOf,
  changed,
  settingsPath,
}: Around): HandlersOf<typeof workspaceMethods> {
  const settingsTurn = inTurn();
  return {
    'workspace.recent': async () => ok(await desk.recent()),
    'workspace.sealing': async () => ok({ keychain: desk.hasKeychain }),
    'workspace.create': async (input) => {
      const location = input.location === undefined ? ok(null) : await pathOf(input.location, 'write');
      if (!location.ok) return location;
      const made = await desk.create({ ...input, folder: location.value });
      if (made.ok) changed();
      return made;
    },
    'workspace.join': async (input, call) => {
      const invitation = await pathOf(input.invitation);
      if (!invitation.ok) return invitation;
      const into = await pathOf(input.into, 'write');
      if (!into.ok) return into;
      const location = input.location === undefined ? ok(null) : await pathOf(input.location, 'write');
      if (!location.ok) return location;
      const joined = await desk.join(
        {
          invitation: invitation.value,
          into: into.value,
          name: input.name,
          folder: location.value,
          passphrase: input.passphrase ?? null,
        },
        call,
      );
      if (joined.ok) changed();
      return joined;
    },
    'workspace.demo': async (_, call) => {
      const opened = await desk.openDemo(call);
      if (opened.ok) changed();
      return opened;
    },
    'workspace.open': async (input) => {
      const location = input.location === undefined ? ok(null) : await pathOf(input.location);
      if (!location.ok) return location;
      const opened = await desk.open({
        recent: input.recent ?? null,
        path: location.value,
        passphrase: input.passphrase ?? null,
      });
      if (opened.ok) changed();
      return opened;
    },
    'workspace.close': async () => {
      await desk.close();
      changed();
      return ok({});
    },
    'workspace.info': async () => {
      // A change that was told of just before a restore must not look as if the workspace had been closed for good.
      const workspace = await desk.settled();
      return ok(workspace ? await describeWorkspace(workspace) : null);
    },
    'settings.get': async () => ok(await readOwnFile(settingsPath, Settings, {})),
    'settings.set': ({ key, value }) =>
      settingsTurn(async () => {
        const settings = { ...(await readOwnFile(settingsPath, Settings, {})), [key]: value };
        if (JSON.stringify(settings).length > MAX_SETTINGS_CHARS)
          return refused('settings.too_large', 'This is too much to remember as a setting.');
        await writeOwnFile(settingsPath, settings);
        return ok({});
      }),
  };
}
