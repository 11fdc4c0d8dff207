import type { Fetched, PieceSource } from '@weft/history';
import type { BoardId } from '@weft/protocol';
import { isCode } from '../api/ApiError.ts';
import { api } from '../api/api.ts';

/** A board's history where the server hands it out. */
export function historySource(boardId: BoardId): PieceSource {
  return {
    list: () => api.history(boardId),
    segment: ({ seq, hash }) => fetched(() => api.historyPiece(boardId, 'segments', seq, hash)),
    keyframe: ({ seq, hash }) => fetched(() => api.historyPiece(boardId, 'keyframes', seq, hash)),
    track: ({ seq, hash }) => fetched(() => api.historyPiece(boardId, 'tracks', seq, hash)),
    tail: async (after, generation) => {
      const tail = await fetched(() => api.historyTail(boardId, after, generation));
      // No content: nothing has happened since.
      return tail.ok && tail.bytes.byteLength === 0 ? null : tail;
    },
  };
}

async function fetched(fetch: () => Promise<Uint8Array>): Promise<Fetched> {
  try {
    return { ok: true, bytes: await fetch() };
  } catch (error) {
    if (isCode(error, 'history_damaged')) return { ok: false, why: 'damaged', words: 'it is damaged on the server' };
    if (isCode(error, 'history_rewritten')) return { ok: false, why: 'rewritten', words: 'something of it was erased' };
    if (isCode(error, 'history_piece_not_found')) return { ok: false, why: 'gone', words: 'the server has it no more' };
    throw error;
  }
}
