/** Reads a file away from the page, however large or hostile it is: the page can stop it at any moment. */
import { readFileBytes } from './readFileBytes.ts';

addEventListener('message', ({ data }: MessageEvent<{ readonly bytes: ArrayBuffer; readonly name: string }>) => {
  postMessage(readFileBytes(new Uint8Array(data.bytes), data.name));
});
