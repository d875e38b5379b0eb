/** Whether the beginning of a picture says that it moves: GIF with a second frame, APNG, animated WebP, AVIF sequence. */
export function isAnimated(head: Uint8Array): boolean {
  const ascii = (at: number, length: number) => String.fromCharCode(...head.subarray(at, at + length));
  if (ascii(0, 3) === 'GIF') return hasSecondFrame(head);
  if (ascii(1, 3) === 'PNG') return hasAnimationControl(head);
  if (ascii(0, 4) === 'RIFF' && ascii(12, 4) === 'VP8X') return ((head[20] ?? 0) & 0x02) !== 0;
  return ascii(4, 8) === 'ftypavis';
}

/** Chunks up to the first image data; `acTL` must come before it. */
function hasAnimationControl(head: Uint8Array): boolean {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  for (let at = 8; at + 8 <= head.length; ) {
    const type = view.getUint32(at + 4);
    if (type === 0x6163544c) return true;
    if (type === 0x49444154) return false;
    at += 12 + view.getUint32(at);
  }
  return false;
}

/** Walks the blocks of a GIF (GIF89a, 20 ff.) until the second image descriptor. */
function hasSecondFrame(head: Uint8Array): boolean {
  const tableBytes = (flags: number) => ((flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 0x07) + 1));
  let at = 13 + tableBytes(head[10] ?? 0);
  let frames = 0;
  const skipSubBlocks = () => {
    while (at < head.length && head[at] !== 0) at += 1 + (head[at] ?? 0);
    at += 1;
  };
  while (at < head.length) {
    const block = head[at];
    if (block === 0x21) {
      at += 2;
      skipSubBlocks();
    } else if (block === 0x2c) {
      frames += 1;
      if (frames > 1) return true;
      at += 10 + tableBytes(head[at + 9] ?? 0) + 1;
      skipSubBlocks();
    } else return false;
  }
  return false;
}
