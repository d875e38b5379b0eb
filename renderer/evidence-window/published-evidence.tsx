import { useEffect, useRef } from 'react';
import { showMainWindow } from '../state/evidence-window.ts';
import { currentLayer } from '../ui/layers.ts';
import type { Destination, ViewerProps } from '../viewers/viewer-props.ts';
import { type EvidenceChannel, type ForwardedKey, joinEvidenceChannel } from './evidence-channel.ts';
import { callIn, packProps } from './mirrored-props.ts';

/**
 * Stands where a viewer would: what it is given is shown in the evidence window, and what people do there happens
 * here. The draft lives in this window only.
 */
export function PublishedEvidence({ viewed }: { readonly viewed: ViewerProps | null }) {
  const latest = useRef(viewed);
  const channel = useRef<EvidenceChannel>(undefined);
  const said = useRef('');
  const turn = useRef(0);
  const lastDestination = useRef<Destination | null>(null);
  latest.current = viewed;

  const publish = () => {
    const props = latest.current;
    if (props && props.destination !== lastDestination.current) {
      lastDestination.current = props.destination;
      turn.current += 1;
    }
    const packed = props && packProps(props);
    const message = {
      kind: 'show' as const,
      // Always an object: props are.
      props: packed !== null && typeof packed === 'object' && !Array.isArray(packed) ? packed : null,
      turn: turn.current,
    };
    const text = JSON.stringify(message);
    if (text === said.current) return;
    said.current = text;
    channel.current?.say(message);
  };
  const publishLatest = useRef(publish);
  publishLatest.current = publish;

  useEffect(() => {
    const joined = joinEvidenceChannel((message) => {
      switch (message.kind) {
        case 'hello':
          said.current = '';
          publishLatest.current();
          break;
        case 'call':
          if (latest.current) callIn(latest.current, message.name, message.args);
          break;
        case 'key':
          pressHere(message.press);
          break;
        case 'show':
          break;
      }
    });
    channel.current = joined;
    said.current = '';
    publishLatest.current();
    return () => {
      joined.say({ kind: 'show', props: null, turn: turn.current });
      joined.close();
    };
  }, []);
  useEffect(() => publishLatest.current());
  return null;
}

/** A key pressed in the evidence window means here what it would have meant here, whatever field has the focus. */
function pressHere(press: ForwardedKey): void {
  const before = document.activeElement;
  document.body.dispatchEvent(
    new KeyboardEvent('keydown', { ...press, bubbles: true, cancelable: true, composed: true }),
  );
  // What opens a field to type into, or a panel, needs the keyboard.
  requestAnimationFrame(() => {
    const { activeElement } = document;
    const isField = activeElement instanceof HTMLTextAreaElement || activeElement instanceof HTMLInputElement;
    if ((isField && activeElement !== before) || currentLayer() > 0) showMainWindow();
  });
}
