import type * as Y from 'yjs';
import { boardAge, formatOf, migrateBoard, seedBoard, stampFormat } from '@weft/board-model';
import { WeftError, type ConnectionId } from '@weft/protocol';
import type { Logger } from '../http/logger.ts';
import type { BoardHost } from './BoardHost.ts';

const NOBODY = { personId: null, connectionId: 'server' as ConnectionId };

/**
 * A board of a newer Weft is not opened: what this one does not know it would show wrongly, and everybody who wrote
 * would mix two versions. Its log can still be read.
 * @throws WeftError `board_too_new`
 */
export function assertKnownVersion(doc: Y.Doc): void {
  // A new document says nothing, and asking it would make it look begun.
  if (doc.share.size === 0) return;
  const format = formatOf(doc);
  if (boardAge(format) === 'newer') throw new WeftError('board_too_new', `format ${format.format}`);
}

/**
 * Makes what was loaded a board of today: seeded if it is new (so that two first visitors cannot both; a crash before it
 * makes the next load do it), migrated if it is older. From then on it stays one: what a document says of its own version
 * is the server's to write, and is restored at once where a peer changes it.
 */
export async function bringUpToDate(host: BoardHost, logger: Logger): Promise<void> {
  const { doc, boardId } = host;
  if (host.storageFault !== null) {
    // As it is it can be read; what it lacks is written by a later visit.
    if (doc.share.size === 0) throw new WeftError(host.storageFault);
    return;
  }
  if (doc.share.size === 0) await host.change(NOBODY, seedBoard);
  else if (boardAge(formatOf(doc)) === 'older') {
    await host.change(NOBODY, migrateBoard);
    logger.info({ boardId, seq: host.seq }, 'board migrated');
  }
  const restore = (): void => {
    host
      .change(NOBODY, stampFormat)
      .catch((error: unknown) => logger.warn({ boardId, err: error }, 'version not restored'));
  };
  restore();
  // After the change that it follows is logged, and only where it makes a difference.
  doc.getMap('board').observe(() => setImmediate(restore));
}
