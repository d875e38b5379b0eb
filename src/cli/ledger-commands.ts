import type { Command } from 'commander';
import type { Act } from './program.ts';

export function addLedgerCommands(program: Command, act: Act): void {
  const ledger = program.command('ledger').description('check the records, rebuild what is shown from them');

  ledger
    .command('verify')
    .description('walk every record, chain, artifact and view')
    .action(
      act(async (session) => {
        await session.open();
        const checked = await session.call('ledger.verify', {});
        session.print(checked, () =>
          checked.checks.map((check) => `${check.ok ? '✓' : '✗'} ${check.name}: ${check.message}`).join('\n'),
        );
        return checked.ok ? 0 : 1;
      }),
    );

  ledger
    .command('rebuild')
    .description('rebuild every view from the records and say whether anything differed')
    .action(
      act(async (session) => {
        await session.open();
        const rebuilt = await session.call('ledger.rebuild', {});
        session.print(rebuilt, () =>
          rebuilt.identical
            ? `Rebuilt from ${rebuilt.records} records; nothing differed.`
            : `Rebuilt from ${rebuilt.records} records; the views had differed and are right now.`,
        );
        return 0;
      }),
    );

  ledger
    .command('log')
    .description('the latest records, newest first')
    .option('--limit <n>', 'how many', '50')
    .action(
      act(async (session, options: { limit: string }) => {
        await session.open();
        const page = await session.call('ledger.timeline', {
          offset: 0,
          limit: Math.min(500, Math.max(1, Number(options.limit) || 50)),
        });
        session.print(page, () =>
          page.entries
            .map(
              (entry) =>
                `${entry.at}  ${entry.by.name}: ${entry.what}${entry.counted ? '' : `  (not counted: ${entry.reason})`}`,
            )
            .join('\n'),
        );
        return 0;
      }),
    );
}
