import { packSegment, type SealedEntry } from '@weft/history/sealing';
import { LIMITS, WeftError, type ClientId } from '@weft/protocol';
import { scanUpdate } from '@weft/update-codec';
import { zstdCodec } from '../log/zstdCodec.ts';
import { serveWorker } from '../workers/serveWorker.ts';
import { checkWeftFile, openPart } from './weftFile/checkWeftFile.ts';

/** Checked before under the guard's own. */
const SCAN_LIMITS = { maxStructs: Infinity, maxNesting: LIMITS.maxNesting, maxClients: Infinity };

serveWorker({
  pack: (entries: readonly SealedEntry[]): Uint8Array => packSegment(entries, zstdCodec).bytes,
  check: ({ files, now }: { files: ReadonlyMap<string, Uint8Array>; now: number }) => checkWeftFile(files, now),
  open: (part: Uint8Array) => {
    const entries = openPart(part);
    return { entries, clientIds: clientIdsIn(entries) };
  },
});

function clientIdsIn(entries: readonly SealedEntry[]): ClientId[] {
  const clientIds = new Set<ClientId>();
  for (const { kind, payload } of entries) {
    if (kind !== 'update') continue;
    const scan = scanUpdate(payload, SCAN_LIMITS);
    if (!scan.ok) throw new WeftError('import_broken', scan.reason);
    for (const { client } of scan.update.ranges) clientIds.add(client);
  }
  return [...clientIds];
}
