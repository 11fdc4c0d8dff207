import { seal, unseal, type Opened, type OpenCodec, type SealCodec, type Sealed } from '../sealing/seal.ts';
import { SCHEMA_NAME } from './makeTrack.ts';
import type { Track } from './Track.ts';
import { readTrack, writeTrack, type TrackContent } from './trackColumns.ts';

const FORMAT = { name: 'WTRK', version: 1 };

export const packTrack = (track: Track, codec: SealCodec): Sealed => seal(FORMAT, writeTrack(track), codec);

/** A track in another schema than today's is none that can be shown. */
export function openTrack(sealed: Sealed, codec: OpenCodec): Opened<TrackContent> {
  const opened = unseal(FORMAT, sealed, codec, readTrack);
  if (!opened.ok || opened.value.schema === SCHEMA_NAME) return opened;
  return { ok: false, damage: 'it is in the schema of another version' };
}
