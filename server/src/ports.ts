/**
 * What the parts of the server ask of each other. Each interface is implemented in one feature folder and handed in by
 * `app.ts`, so that no feature imports another's insides.
 */
import type { IncomingHttpHeaders } from 'node:http';
import type { BoardEvent, BoardId, LogEntry, Person, PersonId, Role } from '@weft/protocol';

/** Who is asking. Implemented by `people/`. */
export interface Identity {
  /**
   * By `?token=` or `Authorization: Bearer` if given, else by the session cookie.
   * `cookie: true` tells that a cookie authenticated, so that the caller must check `Origin`.
   * @returns `not_signed_in` when nothing was shown, `token_invalid` when it is wrong or has expired.
   */
  authenticate(
    headers: IncomingHttpHeaders,
    token?: string,
  ): Promise<
    | { readonly ok: true; readonly person: Person; readonly cookie: boolean }
    | { readonly ok: false; readonly code: 'not_signed_in' | 'token_invalid' }
  >;
}

/** A person with a new session. `cookies` are Set-Cookie lines for the answer. */
export interface SignedInAs {
  readonly person: Person;
  readonly token: string;
  readonly cookies: readonly string[];
}

/** Signing somebody in who has proved, by a link, to be a person that is known. Implemented by `people/`. */
export interface SignIns {
  /** @returns null when there is no such person (any more). */
  signIn(personId: PersonId): Promise<SignedInAs | null>;
}

/** Wrong codes and links, counted per client address. Implemented by `people/`. */
export interface Guesses {
  /** Before anything guessable is looked up. @throws `too_many_guesses`. */
  check(address: string): void;
  /** After something was looked up that does not exist. @throws `too_many_guesses` when that was one too many. */
  failed(address: string): void;
}

export type BoardMember = Person & { readonly role: Role; readonly joinedAt: number };

/** Who may do what on which board. Implemented by `membership/`. */
export interface Membership {
  /** `color` of a member is the board's: given out in order of arrival. */
  memberOf(
    boardId: BoardId,
    personId: PersonId,
  ): Promise<
    | { readonly ok: true; readonly member: BoardMember }
    | { readonly ok: false; readonly code: 'board_not_found' | 'board_deleted' | 'not_member' }
  >;
  people(boardId: BoardId): Promise<readonly BoardMember[]>;
  /** Told by the relay, at most once a minute and board, when content changed. */
  touched(boardId: BoardId, at: number): Promise<void>;
}

/** The live boards. Implemented by `boards/BoardRegistry.ts`. */
export interface LiveBoards {
  /** Makes the log and the seeded document of a new board. */
  create(boardId: BoardId, by: PersonId, title: string): Promise<void>;
  /** Logs a board event as done by a person (null: nobody) and sends it to everybody who is on the board. */
  record(boardId: BoardId, by: PersonId | null, event: BoardEvent): Promise<void>;
  /** Closes a person's sockets on a board so that they come back with their new role. */
  roleChanged(boardId: BoardId, personId: PersonId): void;
  /** Closes all sockets of a board with `board_deleted`. */
  deleted(boardId: BoardId): void;
  /** Who is connected now. */
  here(boardId: BoardId): readonly PersonId[];
  /** The durable entries with `after < seq`, at most `limit`, oldest first. */
  read(boardId: BoardId, after: number, limit: number): Promise<readonly LogEntry[]>;
  seqAt(boardId: BoardId, t: number): Promise<number>;
  /** The board's current durable document as one Yjs V1 update, with the seq it stands for. */
  state(boardId: BoardId): Promise<{ readonly seq: number; readonly update: Uint8Array }>;
}
