import { recordsOf } from '@weft/board-model';
import type { BoardReplay } from '@weft/history';
import type { BoardId } from '@weft/protocol';
import { splitUpdate } from '@weft/update-codec';
import * as Y from 'yjs';
import type { BoardCopy } from '../ports.ts';

/** As large as what a log holds otherwise. */
const PART_BYTES = 256 * 1024;
const SRC = 'props.src';

/** What a replay has come to, with the addresses of its images leading to where they are on the other board. */
export function copyBoard(replay: BoardReplay, to: BoardId): BoardCopy {
  const { doc } = replay;
  const assetIds = moveImages(doc, to);
  const state = Y.encodeStateAsUpdate(doc);
  return { updates: splitUpdate(state, PART_BYTES), clientIds: [...doc.store.clients.keys()], assetIds: [...assetIds] };
}

function moveImages(doc: Y.Doc, to: BoardId): ReadonlySet<string> {
  const assetIds = new Set<string>();
  doc.transact(() => {
    for (const [id, record] of recordsOf(doc)) {
      const src: unknown = id.startsWith('asset:') && record instanceof Y.Map ? record.get(SRC) : null;
      const assetId = typeof src === 'string' ? assetIdIn(src) : undefined;
      if (assetId === undefined) continue;
      assetIds.add(assetId);
      (record as Y.Map<unknown>).set(SRC, `/api/boards/${to}/assets/${assetId}`);
    }
  });
  return assetIds;
}

/** An image's id, from its address on any board of a Weft. */
const assetIdIn = (src: string): string | undefined => /^\/api\/boards\/[^/]+\/assets\/([\da-f]{64})$/.exec(src)?.[1];
