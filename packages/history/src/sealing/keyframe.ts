import { seal, unseal, type Opened, type OpenCodec, type SealCodec, type Sealed } from './seal.ts';

const FORMAT = { name: 'WKEY', version: 1 };

/** A board's whole state (a Yjs V1 update) after some entry of its log. */
export const packKeyframe = (state: Uint8Array, codec: SealCodec): Sealed => seal(FORMAT, state, codec);

export const openKeyframe = (keyframe: Sealed, codec: OpenCodec): Opened<Uint8Array> =>
  unseal(FORMAT, keyframe, codec, (state) => state);
