import * as Y from 'yjs';
import { boardAge, formatOf } from '@weft/board-model';
import { LIMITS, type ClientId, type ErrorCode, type LogEntry, type PersonId } from '@weft/protocol';
import { judgeUpdate } from '@weft/update-guard';
import { BoardLocks } from './BoardLocks.ts';
import { BoardSize } from './BoardSize.ts';
import { guardContextOf } from './guardContext.ts';

const ANYBODY = 'anybody' as PersonId;

/**
 * A log that comes from elsewhere, held to what this relay would have taken: nothing in it can make Yjs throw, wait for
 * what never comes, or take for ever. Who did what is not asked: there is nobody to ask.
 */
export class LogTrial {
  readonly doc = new Y.Doc();
  /** Measured whenever there would be no room: nobody waits here. */
  readonly #size = new BoardSize(this.doc, 0, LIMITS, () => 0);
  readonly #owners = new Map<ClientId, PersonId>();
  readonly #locks = new BoardLocks();
  #stateVector: ReadonlyMap<ClientId, number> = new Map();

  constructor() {
    this.doc.on('afterTransaction', ({ afterState }: Y.Transaction) => {
      this.#stateVector = afterState;
    });
  }

  /** Takes the next entry. @returns what is wrong with it */
  take({ seq, kind, payload }: Pick<LogEntry, 'seq' | 'kind' | 'payload'>): { code: ErrorCode; detail: string } | null {
    if (kind === 'event')
      return isObjectJson(payload) ? null : { code: 'import_broken', detail: 'an event is no JSON' };
    const guarded = {
      doc: this.doc,
      stateVector: this.#stateVector,
      owners: this.#owners,
      locks: this.#locks,
      maxClientIds: Infinity,
      room: this.#size,
    };
    const sender = { personId: ANYBODY, role: 'facilitator', clientIds: new Set<ClientId>() } as const;
    const verdict = judgeUpdate(payload, guardContextOf(guarded, sender));
    if (verdict.kind === 'refuse') return { code: 'import_broken', detail: `${verdict.code}, ${verdict.detail}` };
    if (verdict.kind === 'neutralise') return { code: 'import_too_large', detail: verdict.code };
    if (verdict.kind === 'nothing-new') return null;
    // A log holds only what was new.
    if (verdict.partlyKnown) return { code: 'import_broken', detail: `entry ${seq} says again what is known` };
    for (const clientId of verdict.claims) this.#owners.set(clientId, ANYBODY);
    this.doc.transact(() => Y.applyUpdate(this.doc, payload));
    this.#size.changed(payload.byteLength);
    return null;
  }

  /** Whether the board that it comes to is of a newer Weft. */
  get isNewer(): boolean {
    return this.doc.share.size > 0 && boardAge(formatOf(this.doc)) === 'newer';
  }

  destroy(): void {
    this.doc.destroy();
  }
}

function isObjectJson(payload: Uint8Array): boolean {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload));
    return typeof value === 'object' && value !== null;
  } catch {
    return false;
  }
}
