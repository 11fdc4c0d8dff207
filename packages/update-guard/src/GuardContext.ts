import type { ClientId, CloseErrorCode, PersonId, Role } from '@weft/protocol';
import type { Rewriting, StructId } from '@weft/update-codec';

/** The type that an item lies in, and where in it. */
export interface Place {
  /** The item that holds the type, or the name of a root type. */
  readonly parent: StructId | string;
  /** The key of a map entry or attribute; null in a list. */
  readonly key: string | null;
  /** How many types lie around the item: 1 directly in a root type. */
  readonly nesting: number;
}

/** Two items of the live document and the type that they lie in; null for the beginning or the end of it. */
export interface Neighbours {
  readonly left: StructId | null;
  readonly right: StructId | null;
  readonly place: Place;
}

/** What the guard has to know of the board and of the sender. Functions are asked only about clocks the document has. */
export interface GuardContext {
  readonly personId: PersonId;
  readonly role: Role;
  /** Of the live document. */
  readonly stateVector: ReadonlyMap<ClientId, number>;
  ownerOf(client: ClientId): PersonId | undefined;
  /** Whether all of the range is deleted already. */
  isDeleted(client: ClientId, clock: number, length: number): boolean;
  /** clientIDs that this connection has claimed so far. */
  readonly claimedByConnection: number;
  readonly maxClientIds: number;
  /** clientIDs that the server itself writes with, where `ownerOf` does not know them. */
  readonly serverClientIds?: ReadonlySet<ClientId>;
  /** Names of the root types that a board has. */
  readonly roots: readonly string[];
  /**
   * Where an item of the live document lies; null for one that is gone (GC). Left out, what an update does beside and
   * inside of older items is not checked: types can be nested without bound by many small updates, and the rest of `[G10]` holds
   * only within one update.
   */
  placeOf?(client: ClientId, clock: number): Place | null;
  /**
   * Whether everything in the range that is not deleted is a formatting mark. Yjs deletes redundant marks on its own
   * whenever it applies somebody else's formatting, on viewers' devices too. Left out, such a viewer is refused.
   */
  isFormatting?(client: ClientId, clock: number, length: number): boolean;
  /**
   * How many items of the live document Yjs passes to find the place of a new one between two that it has, counted up to
   * `atMost`. Left out, an update may take as long as its length allows, squared.
   */
  stepsBetween?(between: Neighbours, atMost: number): number;
  /** Left out where nothing on the board is locked, or the sender may change what is: then nothing of it is asked. */
  readonly locks?: LockPolicy;
  /** Left out where a board may grow without end. */
  readonly room?: RoomPolicy;
}

/** What an update does to the size of a board: brings only, brings for what it takes away, or takes away only. */
export type Purpose = 'adding' | 'replacing' | 'deleting';

/** How much more a board may hold. */
export interface RoomPolicy {
  /** Whether so many more bytes and structs fit; both are upper bounds. */
  hasRoom(purpose: Purpose, bytes: number, structs: number): boolean;
}

/** What may not be changed, of the live document before the update. Goes with a context that knows `placeOf`. */
export interface LockPolicy {
  /** Whether the record is locked, lies in something locked, or is part of it. */
  isLocked(recordId: string): boolean;
  /** Whether something locked lies in the record, at any depth, and would go with it. */
  holdsLocked(recordId: string): boolean;
  /** The parts of a known range that are not deleted. */
  livingIn(client: ClientId, clock: number, length: number): Iterable<LivingPart>;
}

export interface LivingPart {
  readonly clock: number;
  readonly length: number;
  readonly isFormatting: boolean;
}

export type Verdict =
  | {
      readonly kind: 'accept';
      /** clientIDs that this person owns from now on. */
      readonly claims: readonly ClientId[];
      /**
       * Some structs are known already. Apply `Y.diffUpdate(update, stateVector)` then, not the update itself: Yjs
       * looks at known structs before it drops them, and forged ones make it throw or split somebody's text.
       */
      readonly partlyKnown: boolean;
    }
  | Neutralisation
  /** Everything is known already: do not apply, log or send it. A viewer's SyncStep2 is that. */
  | { readonly kind: 'nothing-new' }
  | Refusal;

/**
 * Some of it is not permitted. Apply `rewriteUpdate(update, rewriting)`, after trimming it where `partlyKnown` says so:
 * the clocks go on as the sender counts them, and everything else that was done is kept. The sender's copy differs from
 * then on and has to be made anew.
 */
interface Neutralisation {
  readonly kind: 'neutralise';
  readonly claims: readonly ClientId[];
  readonly partlyKnown: boolean;
  readonly rewriting: Rewriting;
  /** Ids of the records of which something was refused; with `locked`, empty when only Yjs itself tidied up. */
  readonly refused: readonly string[];
  /** With `board_full` all of it was refused. */
  readonly code: 'locked' | 'board_full';
}

export interface Refusal {
  readonly kind: 'refuse';
  readonly code: CloseErrorCode;
  /** For the log; never holds content. */
  readonly detail: string;
}

export const refuse = (code: CloseErrorCode, detail: string): Refusal => ({ kind: 'refuse', code, detail });
