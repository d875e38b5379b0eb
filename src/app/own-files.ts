import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { z } from 'zod';

/** The application's own small JSON file, or the default where it is missing or not readable any more. */
export async function readOwnFile<S extends z.ZodType>(
  path: string,
  schema: S,
  otherwise: z.output<S>,
): Promise<z.output<S>> {
  try {
    const parsed = schema.safeParse(JSON.parse(await readFile(path, 'utf8')));
    return parsed.success ? parsed.data : otherwise;
  } catch {
    return otherwise;
  }
}

/** Replaces the file whole: a kill leaves the old one or the new one. */
export async function writeOwnFile(path: string, value: unknown): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const part = `${path}.part`;
  const file = await open(part, 'w', 0o600);
  try {
    await file.writeFile(JSON.stringify(value, null, 2));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(part, path);
}
