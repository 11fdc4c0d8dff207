import type { ClientId, CloseErrorCode, PersonId, Role } from '@weft/protocol';
import type { StructId } from '@weft/update-codec';

/** The type that an item lies in, and where in it. */
export interface Place {
  /** The item that holds the type, or the name of a root type. */
  readonly parent: StructId | string;
  /** The key of a map entry or attribute; null in a list. */
  readonly key: string | null;
  /** How many types lie around the item: 1 directly in a root type. */
  readonly nesting: number;
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
  /** Everything is known already: do not apply, log or send it. A viewer's SyncStep2 is that. */
  | { readonly kind: 'nothing-new' }
  | Refusal;

export interface Refusal {
  readonly kind: 'refuse';
  readonly code: CloseErrorCode;
  /** For the log; never holds content. */
  readonly detail: string;
}

export const refuse = (code: CloseErrorCode, detail: string): Refusal => ({ kind: 'refuse', code, detail });
