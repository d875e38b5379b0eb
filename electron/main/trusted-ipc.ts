import { type IpcMainEvent, type IpcMainInvokeEvent, ipcMain, type WebContents } from 'electron';
import type { z } from 'zod';
import { isTrustedSender } from '../policy/sender.ts';

/** Messages from the application's own pages; all others are refused before their content is looked at. */
export interface TrustedIpc {
  /** Answers an invocation. */
  handle<S extends z.ZodType>(channel: string, schema: S, answer: (input: z.output<S>) => unknown): void;
  /** Takes a message that expects no answer. */
  on<S extends z.ZodType>(
    channel: string,
    schema: S,
    take: (input: z.output<S>, sender: WebContents) => void,
  ): void;
}

/** `isOwn` says whether a page is that of one of the application's own windows. */
export function trustedIpc(isOwn: (contents: WebContents) => boolean): TrustedIpc {
  const isTrusted = (event: IpcMainEvent | IpcMainInvokeEvent) =>
    isTrustedSender(
      event.senderFrame && {
        url: event.senderFrame.url,
        isMainFrame: event.senderFrame === event.sender.mainFrame,
        isAppWindow: isOwn(event.sender),
      },
    );

  return {
    handle: (channel, schema, answer) => {
      ipcMain.handle(channel, (event, input) => {
        if (!isTrusted(event)) throw new Error('refused: this page may not ask for that');
        return answer(schema.parse(input));
      });
    },
    on: (channel, schema, take) => {
      ipcMain.on(channel, (event, input) => {
        const parsed = schema.safeParse(input);
        if (isTrusted(event) && parsed.success) take(parsed.data, event.sender);
        else console.error(`[main] a message on ${channel} was refused`);
      });
    },
  };
}
