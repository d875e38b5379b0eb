import { type Command, Option } from 'commander';
import type { UnitId } from '../domain/ids.ts';
import { Role } from '../domain/roles.ts';
import { Refused, type Session } from './session.ts';

export interface AppointmentOptions {
  readonly role: Role[];
  readonly unit?: string[];
  readonly until?: string;
  readonly trainee?: boolean;
}

/** The options that say what somebody is to be. */
export function withAppointmentOptions(command: Command): Command {
  return command
    .addOption(new Option('--role <role...>', 'what they may do').choices(Role.options).makeOptionMandatory())
    .option('--unit <id or code...>', 'only for these units')
    .option('--until <day>', 'until this day, as in 2026-12-31')
    .option('--trainee', 'what they assess stands once somebody has countersigned it');
}

/** What the options say, as the methods take it. */
export async function wantedAppointment(session: Session, options: AppointmentOptions) {
  return {
    roles: options.role,
    units: await unitsNamed(session, options.unit),
    until: options.until === undefined ? null : endOf(options.until),
    trainee: options.trainee ?? false,
  };
}

async function unitsNamed(session: Session, wanted: string[] | undefined): Promise<'all' | UnitId[]> {
  if (!wanted) return 'all';
  const known = await session.call('units.list', {});
  return wanted.map((name) => {
    const unit = known.find((one) => one.id === name || one.code === name);
    if (!unit) throw new Refused({ code: 'unit.unknown', message: `There is no unit “${name}”.` });
    return unit.id;
  });
}

/** The end of a day, in UTC. */
function endOf(day: string): string {
  const at = new Date(`${day}T23:59:59.999Z`);
  if (/^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(at.getTime())) return at.toISOString();
  throw new Refused({ code: 'usage.day', message: `“${day}” is no day such as 2026-12-31.` }, 2);
}
