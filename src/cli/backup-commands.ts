import { basename } from 'node:path';
import type { Command } from 'commander';
import type { Backup } from '../api/shapes.ts';
import type { Act } from './program.ts';
import { Refused, type Session } from './session.ts';

const KINDS = { automatic: 'backup', before_migration: 'before an update', kept: 'put away' } as const;
const backupLine = ({ id, at, kind, sizeBytes }: Backup) =>
  `${at}  ${KINDS[kind]}  ${(sizeBytes / 1024).toFixed(0)} KiB  ${id}`;

export function addBackupCommands(program: Command, act: Act): void {
  program
    .command('backup')
    .description('copy the workspace’s database to its folder “backups”, or all of it to one file')
    .option('--list', 'only list the backups that are there, newest first')
    .option('--out <file>', 'a package (.assay) with everything: records, evidence, drafts and sealed keys')
    .option('--encrypt', 'with --out: only who knows the passphrase in ASSAY_PASSPHRASE can restore it')
    .action(
      act(async (session, options: { list?: boolean; out?: string; encrypt?: boolean }) => {
        await openToRestore(session);
        if (options.out !== undefined) {
          const into = await session.grant(options.out);
          const packed = await session.call('exchange.pack', {
            kind: 'backup',
            to: null,
            encrypt: options.encrypt ?? false,
            passphrase: session.passphrase,
            into,
          });
          session.print(packed, () =>
            [`Wrote ${packed.name} with ${packed.records} records.`, ...packed.leftOut].join('\n'),
          );
          return 0;
        }
        if (options.list) {
          const list = await session.call('backup.list', {});
          const failed = list.failed === null ? [] : [list.failed];
          session.print(list, () => [...list.backups.map(backupLine), ...failed].join('\n'));
          return 0;
        }
        const made = await session.call('backup.make', {});
        session.print(made, () => `Made the backup ${made.id}.`);
        return 0;
      }),
    );

  program
    .command('restore')
    .description('put a backup of the workspace in its place; what was there is kept beside it')
    .argument('<file>', 'one of the backups that “assay backup --list” names, or a backup package (.assay)')
    .option('--into <dir>', 'where to lay out the workspace of a backup package: an empty or a new folder')
    .action(
      act(async (session, file: string, options: { into?: string }) => {
        if (options.into !== undefined) {
          const restored = await session.call('backup.restorePackage', {
            file: await session.grant(file),
            location: await session.grant(options.into),
            ...(session.passphrase === undefined ? {} : { passphrase: session.passphrase }),
          });
          const { workspace, notes } = restored;
          session.print(restored, () =>
            [`Restored “${workspace.name}” into ${options.into}.`, ...notes].join('\n'),
          );
          return 0;
        }
        await openToRestore(session);
        const { backups } = await session.call('backup.list', {});
        const wanted = backups.find((backup) => backup.id === basename(file));
        if (!wanted) {
          const message = `“${basename(file)}” is none of this workspace’s backups. “assay backup --list” names them.`;
          throw new Refused({ code: 'backup.unknown', message });
        }
        const restored = await session.call('backup.restore', {
          id: wanted.id,
          ...(session.passphrase === undefined ? {} : { passphrase: session.passphrase }),
        });
        session.print(
          restored,
          () =>
            `Restored the backup of ${wanted.at}. What was recorded since is in it too, where it could still be read; what was there before lies whole in “backups”.`,
        );
        return 0;
      }),
    );
}

/** A workspace that is too damaged to be opened has its backups all the same. */
async function openToRestore(session: Session): Promise<void> {
  try {
    await session.open();
  } catch (error) {
    const isDamaged =
      error instanceof Refused && /^(database|local|ledger)\.(log_)?damaged$/.test(error.failure.code);
    if (!isDamaged) throw error;
  }
}
