import { decodeHeif, type Libheif } from './decode-heif.ts';
import { decodeTiff } from './decode-tiff.ts';
import type { FromPictureWorker, ToPictureWorker } from './picture-protocol.ts';
import { readPictureFacts } from './read-picture-facts.ts';

// In a worker, because a picture may be made to hold its reader up: the window ends us then. Our answer's policy lets
// WebAssembly run here, and here alone, and lets nothing be fetched.
addEventListener('message', (event: MessageEvent<ToPictureWorker>) => {
  void answer(event.data)
    .catch((): FromPictureWorker => ({ kind: 'broken' }))
    .then((said) => postMessage(said, { transfer: said.kind === 'picture' ? [said.bitmap] : [] }));
});

async function answer(order: ToPictureWorker): Promise<FromPictureWorker> {
  if (order.kind === 'facts') return { kind: 'facts', facts: await readPictureFacts(order.bytes) };
  const bytes = new Uint8Array(order.bytes);
  const decoded =
    order.format === 'tiff' ? decodeTiff(bytes) : await decodeHeif(bytes, await loadLibheif(order.libheif));
  if (decoded === 'broken') return { kind: 'broken' };
  if ('tooLarge' in decoded) return { kind: 'too_large', size: decoded.tooLarge };
  const { rgba, width, height, pictures } = decoded;
  return { kind: 'picture', bitmap: await createImageBitmap(new ImageData(rgba, width, height)), pictures };
}

/** A file of its own beside the application, which its licence (LGPL) lets anyone replace. */
async function loadLibheif(address: string): Promise<Libheif> {
  const { default: open }: { default: () => Libheif } = await import(/* @vite-ignore */ address);
  return open();
}
