import { z } from 'zod';

/**
 * A file or folder the person chose or dropped. The host knows the path behind it; the renderer never does.
 * On the command line the cli grants its own arguments.
 */
export const FileToken = z
  .string()
  .regex(/^ft_[A-Za-z0-9_-]{16,64}$/)
  .brand<'FileToken'>();
export type FileToken = z.infer<typeof FileToken>;
