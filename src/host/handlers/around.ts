import type { Result } from '../../domain/result.ts';
import type { Desk } from '../desk.ts';
import type { FileUse } from '../granted-paths.ts';

/** What handlers share: the open workspace, and the files that were granted. */
export interface Around {
  readonly desk: Desk;
  /** Runs on the open workspace. */
  readonly inside: Desk['inside'];
  /** Runs a command on the open workspace, and says afterwards that views may differ. */
  readonly command: Desk['inside'];
  readonly changed: () => void;
  readonly pathOf: (token: string, use?: FileUse) => Promise<Result<string>>;
  readonly pathsOf: (tokens: readonly string[]) => Promise<Result<string[]>>;
  readonly settingsPath: string;
  /** Where fonts lie. */
  readonly resourcesDir: string;
}
