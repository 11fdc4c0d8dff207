import { writeVarUint, type Encoder } from 'lib0/encoding';
import type { DeleteRange } from './ScannedUpdate.ts';

export function writeDeleteSet(
  encoder: Encoder,
  deletes: readonly (readonly [number, readonly DeleteRange[]])[],
): void {
  writeVarUint(encoder, deletes.length);
  for (const [client, ranges] of deletes) {
    writeVarUint(encoder, client);
    writeVarUint(encoder, ranges.length);
    for (const { clock, length } of ranges) {
      writeVarUint(encoder, clock);
      writeVarUint(encoder, length);
    }
  }
}
