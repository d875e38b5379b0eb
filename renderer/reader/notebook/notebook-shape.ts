import { z } from 'zod';

// The frame may not evaluate code: parsers must not try to compile themselves.
z.config({ jitless: true });

/** Text as notebooks keep it: whole, or in lines that bring their own line ends. */
const Source = z
  .union([z.string(), z.array(z.string())])
  .transform((source) => (typeof source === 'string' ? source : source.join('')));

const Bundle = z.record(z.string(), z.unknown());

/** What a cell printed, drew, answered, or died of; the four kinds of nbformat 4 and their names in 3. */
const Output = z.looseObject({
  output_type: z.string(),
  name: z.string().optional().catch(undefined),
  stream: z.string().optional().catch(undefined),
  text: Source.optional().catch(undefined),
  data: Bundle.optional().catch(undefined),
  execution_count: z.number().nullish().catch(null),
  prompt_number: z.number().nullish().catch(null),
  ename: z.string().optional().catch(undefined),
  evalue: z.string().optional().catch(undefined),
  traceback: z.array(z.string()).optional().catch(undefined),
});
export type NotebookOutput = z.infer<typeof Output>;

const Cell = z.looseObject({
  cell_type: z.string(),
  source: Source.optional(),
  /** nbformat 3 calls the source of code so. */
  input: Source.optional(),
  level: z.number().optional().catch(undefined),
  outputs: z.array(Output).optional().catch(undefined),
  execution_count: z.number().nullish().catch(null),
  prompt_number: z.number().nullish().catch(null),
  attachments: z.record(z.string(), Bundle).optional().catch(undefined),
});
export type NotebookCell = z.infer<typeof Cell>;

const Language = z.looseObject({
  kernelspec: z.looseObject({ language: z.string().optional() }).optional().catch(undefined),
  language_info: z.looseObject({ name: z.string().optional() }).optional().catch(undefined),
});

/** A notebook of nbformat 4, or of 3, in which sheets hold the cells. */
export const Notebook = z
  .looseObject({
    nbformat: z.number(),
    metadata: Language.optional().catch(undefined),
    cells: z.array(Cell).optional(),
    worksheets: z.array(z.looseObject({ cells: z.array(Cell) })).optional(),
  })
  .refine(({ cells, worksheets }) => cells !== undefined || worksheets !== undefined);
export type Notebook = z.infer<typeof Notebook>;

/** One representation of a picture or text, joined; `null` where it is not text. */
export function textIn(bundle: Readonly<Record<string, unknown>>, type: string): string | null {
  const parsed = Source.safeParse(bundle[type]);
  return parsed.success ? parsed.data : null;
}

/** What nbformat 3 keeps beside an output under short names, as a bundle of media types. */
export function bundleOf(output: NotebookOutput): Readonly<Record<string, unknown>> {
  if (output.data !== undefined) return output.data;
  const old: Record<string, unknown> = {};
  for (const [name, type] of OLD_NAMES) if (output[name] !== undefined) old[type] = output[name];
  return old;
}

const OLD_NAMES = [
  ['text', 'text/plain'],
  ['html', 'text/html'],
  ['svg', 'image/svg+xml'],
  ['png', 'image/png'],
  ['jpeg', 'image/jpeg'],
  ['latex', 'text/latex'],
  ['json', 'application/json'],
  ['javascript', 'application/javascript'],
] as const;
