import type { z } from 'zod';
import { acrossMethods } from './methods/across.ts';
import { allocationMethods } from './methods/allocation.ts';
import { appealsMethods } from './methods/appeals.ts';
import { attemptsMethods } from './methods/attempts.ts';
import { backupMethods } from './methods/backup.ts';
import { batchesMethods } from './methods/batches.ts';
import { bundlesMethods } from './methods/bundles.ts';
import { chainMethods } from './methods/chain.ts';
import { commentsMethods } from './methods/comments.ts';
import { evidenceMethods } from './methods/evidence.ts';
import { exchangeMethods } from './methods/exchange.ts';
import { ledgerMethods } from './methods/ledger.ts';
import { markingMethods } from './methods/marking.ts';
import { moderationMethods } from './methods/moderation.ts';
import { peopleMethods } from './methods/people.ts';
import { queueMethods } from './methods/queue.ts';
import { resolveMethods } from './methods/resolve.ts';
import { resultsMethods } from './methods/results.ts';
import { standardisationMethods } from './methods/standardisation.ts';
import { unitsMethods } from './methods/units.ts';
import { workspaceMethods } from './methods/workspace.ts';

/** Every method that crosses a process. */
export const contract = {
  ...acrossMethods,
  ...allocationMethods,
  ...appealsMethods,
  ...attemptsMethods,
  ...backupMethods,
  ...batchesMethods,
  ...bundlesMethods,
  ...chainMethods,
  ...commentsMethods,
  ...evidenceMethods,
  ...exchangeMethods,
  ...ledgerMethods,
  ...markingMethods,
  ...moderationMethods,
  ...peopleMethods,
  ...queueMethods,
  ...resolveMethods,
  ...resultsMethods,
  ...standardisationMethods,
  ...unitsMethods,
  ...workspaceMethods,
} as const;

export type Contract = typeof contract;
export type Method = keyof Contract;
export type Input<M extends Method> = z.input<Contract[M]['input']>;
export type Parsed<M extends Method> = z.output<Contract[M]['input']>;
export type Output<M extends Method> = z.output<Contract[M]['output']>;

export const METHODS = Object.keys(contract) as readonly Method[];
