import { z } from 'zod';

const KeyPress = z.object({
  key: z.string().max(40),
  code: z.string().max(40),
  ctrlKey: z.boolean(),
  metaKey: z.boolean(),
  altKey: z.boolean(),
  shiftKey: z.boolean(),
});
export type ForwardedKey = z.infer<typeof KeyPress>;

/** What the two windows say to each other. Only pages of the application's own address can hear or say it. */
const Message = z.discriminatedUnion('kind', [
  /** main → evidence: show this; null when nothing is open. */
  z.object({
    kind: z.literal('show'),
    props: z.record(z.string(), z.json()).nullable(),
    turn: z.int(),
  }),
  /** evidence → main: tell me what to show. */
  z.object({ kind: z.literal('hello') }),
  /** evidence → main: call this function of the props. */
  z.object({ kind: z.literal('call'), name: z.string().max(200), args: z.array(z.unknown()).max(8) }),
  /** evidence → main: this key was pressed here. */
  z.object({ kind: z.literal('key'), press: KeyPress }),
]);
export type Message = z.infer<typeof Message>;

export interface EvidenceChannel {
  say(message: Message): void;
  close(): void;
}

/** Joins the two windows. What is not one of their messages is not heard. */
export function joinEvidenceChannel(hear: (message: Message) => void): EvidenceChannel {
  const channel = new BroadcastChannel('assay.evidence');
  channel.onmessage = ({ data }) => {
    const message = Message.safeParse(data);
    if (message.success) hear(message.data);
  };
  return {
    say: (message) => channel.postMessage(message),
    close: () => channel.close(),
  };
}
