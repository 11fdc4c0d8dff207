/** How what is on a board leads to an image: an address on this board, or on the one that it was brought from. */
const ADDRESS = /\/assets\/([\da-f]{64})(?![\da-f])/g;
const MARK = Buffer.from('/assets/');

/** The ids of the images that an update leads to. An address stands in its bytes as it is, in one piece. */
export function imagesIn(payload: Uint8Array): readonly string[] {
  const bytes = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength);
  if (!bytes.includes(MARK)) return [];
  return [...bytes.toString('latin1').matchAll(ADDRESS)].map(([, id]) => id as string);
}
