import { z } from 'zod';

/**
 * One method that crosses a process: input, output, and whether it reports progress.
 * Long methods (`progress: true`) can be cancelled. Failures are values with a stable code (see domain/result).
 */
export interface MethodContract {
  readonly input: z.ZodType;
  readonly output: z.ZodType;
  readonly progress: boolean;
}

/** A command's id: a retry with the same id does nothing twice. */
export const command = { command: z.uuid() };
export const none = z.object({});
