import type * as Y from 'yjs';
import { boardAge, formatOf, migrateBoard, seedBoard, stampFormat, type BoardFormat } from '@weft/board-model';
import { WeftError, type ClientId, type ConnectionId, type PersonId } from '@weft/protocol';
import type { Logger } from '../http/logger.ts';
import { SERVER_PERSON, type BoardHost } from './BoardHost.ts';

const NOBODY = { personId: null, connectionId: 'server' as ConnectionId };

/**
 * A board of a newer Weft is not opened: what this one does not know it would show wrongly, and everybody who wrote
 * would mix two versions. Its log can still be read.
 * @throws WeftError `board_too_new`
 */
export function assertKnownVersion(doc: Y.Doc, ownerOf: OwnerOf): void {
  // A new document says nothing, and asking it would make it look begun.
  if (doc.share.size === 0) return;
  const format = ownFormatOf(doc, ownerOf);
  if (boardAge(format) === 'newer') throw new WeftError('board_too_new', `format ${format.format}`);
}

type OwnerOf = (clientId: ClientId) => PersonId | undefined;

/** What a person wrote of the version says nothing: the server was ended before it restored it. */
function ownFormatOf(doc: Y.Doc, ownerOf: OwnerOf): BoardFormat {
  const { format, schema } = formatOf(doc);
  const isOwn = (key: keyof BoardFormat): boolean => {
    const writer = doc.getMap('board')._map.get(key)?.id.client;
    return writer === undefined || (ownerOf(writer) ?? SERVER_PERSON) === SERVER_PERSON;
  };
  return { format: isOwn('format') ? format : null, schema: isOwn('schema') ? schema : null };
}

/**
 * Makes what was loaded a board of today: seeded if it is new (so that two first visitors cannot both; a crash before it
 * makes the next load do it), migrated if it is older. From then on it stays one: what a document says of its own version
 * is the server's to write, and is restored at once where a peer changes it.
 */
export async function bringUpToDate(host: BoardHost, logger: Logger): Promise<void> {
  const { doc, boardId } = host;
  const isOlder = (): boolean => boardAge(ownFormatOf(doc, (clientId) => host.ownerOf(clientId))) === 'older';
  if (host.storageFault !== null) {
    // As it is it can be read; what it lacks is written by a later visit.
    if (doc.share.size === 0) throw new WeftError(host.storageFault);
    if (isOlder()) return;
  } else if (doc.share.size === 0) await host.change(NOBODY, seedBoard);
  else if (isOlder()) {
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
