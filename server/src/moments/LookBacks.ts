import { WeftError, type BoardId, type LookBackPlace, type PersonId } from '@weft/protocol';
import { TokenBucket } from '../gateway/TokenBucket.ts';

/** A look back as it stands; people are told of later, by who asks. */
export interface LedLookBack {
  readonly leaderId: PersonId;
  readonly since: number;
  readonly place: LookBackPlace;
}

export type HearLookBack = (lookBack: LedLookBack | null, following: number) => void;

interface Listener {
  readonly personId: PersonId;
  readonly onGone: () => void;
}

export interface LookBacksOptions {
  /** Whoever leads and says nothing for so long has left; ms. */
  readonly silenceMs: number;
  readonly now: () => number;
  /** Told when one has ended without a word of whoever led it. */
  readonly onLost: (boardId: BoardId, leaderId: PersonId) => void;
}

/** How often whoever leads may say where it is. */
const PLACES_PER_SECOND = 10;
const PLACES_BURST = 40;

const NOTHING = (): void => undefined;

interface Room {
  led: LedLookBack | null;
  timer: NodeJS.Timeout | null;
  readonly places: TokenBucket;
  readonly listeners: Map<HearLookBack, Listener>;
}

/**
 * Who leads which board's members through its making, one at a time a board, and who follows. It lives as long as somebody
 * leads and this server runs: what people answer on the way is kept, where they looked is not.
 */
export class LookBacks {
  readonly #options: LookBacksOptions;
  readonly #rooms = new Map<BoardId, Room>();

  constructor(options: LookBacksOptions) {
    this.#options = options;
  }

  /** Begins, or says where it is now. @throws WeftError `look_back_taken`, `rate_limited` */
  lead(boardId: BoardId, leaderId: PersonId, place: LookBackPlace): { readonly began: boolean } {
    const room = this.#room(boardId);
    if (room.led !== null && room.led.leaderId !== leaderId) throw new WeftError('look_back_taken');
    if (room.places.take(this.#options.now()) > 0) throw new WeftError('rate_limited');
    const began = room.led === null;
    this.#set(boardId, room, { leaderId, since: room.led?.since ?? this.#options.now(), place });
    return { began };
  }

  /** @throws WeftError `look_back_not_found` where this person does not lead */
  end(boardId: BoardId, leaderId: PersonId): void {
    const room = this.#rooms.get(boardId);
    if (room?.led?.leaderId !== leaderId) throw new WeftError('look_back_not_found');
    this.#set(boardId, room, null);
  }

  /**
   * Hears where it is, from now on and at once. @returns what ends that
   * @param onGone told when this person is not on the board any more, after which nothing is heard
   */
  follow(boardId: BoardId, personId: PersonId, hear: HearLookBack, onGone: () => void = NOTHING): () => void {
    const room = this.#room(boardId);
    room.listeners.set(hear, { personId, onGone });
    this.#tell(room);
    return () => {
      room.listeners.delete(hear);
      if (room.led === null && room.listeners.size === 0) this.#rooms.delete(boardId);
      else this.#tell(room);
    };
  }

  /** Somebody is not on the board any more: they hear nothing of it and lead nobody. @param personId null for everybody */
  forget(boardId: BoardId, personId: PersonId | null): void {
    const room = this.#rooms.get(boardId);
    if (room === undefined) return;
    const isMeant = (id: PersonId | undefined): boolean => personId === null || id === personId;
    const gone = [...room.listeners].filter(([, listener]) => isMeant(listener.personId));
    for (const [hear, { onGone }] of gone) {
      room.listeners.delete(hear);
      onGone();
    }
    if (room.led !== null && isMeant(room.led.leaderId)) this.#lose(boardId, room);
    else if (gone.length > 0) this.#tell(room);
  }

  close(): void {
    for (const { timer } of this.#rooms.values()) if (timer !== null) clearTimeout(timer);
    this.#rooms.clear();
  }

  #room(boardId: BoardId): Room {
    const known = this.#rooms.get(boardId);
    if (known !== undefined) return known;
    const room: Room = {
      led: null,
      timer: null,
      places: new TokenBucket(PLACES_PER_SECOND, PLACES_BURST, this.#options.now()),
      listeners: new Map(),
    };
    this.#rooms.set(boardId, room);
    return room;
  }

  #set(boardId: BoardId, room: Room, led: LedLookBack | null): void {
    room.led = led;
    if (room.timer !== null) clearTimeout(room.timer);
    room.timer = led === null ? null : setTimeout(() => this.#lose(boardId, room), this.#options.silenceMs).unref();
    this.#tell(room);
    if (led === null && room.listeners.size === 0) this.#rooms.delete(boardId);
  }

  #lose(boardId: BoardId, room: Room): void {
    if (room.led === null) return;
    const { leaderId } = room.led;
    this.#set(boardId, room, null);
    this.#options.onLost(boardId, leaderId);
  }

  #tell({ led, listeners }: Room): void {
    const following = new Set(Array.from(listeners.values(), ({ personId }) => personId));
    if (led !== null) following.delete(led.leaderId);
    for (const hear of listeners.keys()) hear(led, following.size);
  }
}
