/**
 * What the parts of the server ask of each other. Each interface is implemented in one feature folder and handed in by
 * `app.ts`, so that no feature imports another's insides.
 */
import type { IncomingHttpHeaders } from 'node:http';
import type {
  Asset,
  Board,
  BoardEvent,
  BoardId,
  ClientId,
  CloseErrorCode,
  ErasedPart,
  Erasure,
  Intent,
  ItemId,
  LogEntry,
  Person,
  PersonId,
  Role,
  Answer,
  Moment,
} from '@weft/protocol';
import type { Sealed } from '@weft/history/sealing';
import type { DisclosureFacts } from './disclosure/Telling.ts';

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
  /** After a person's sign-ins are gone: nothing is remembered of them. @returns cookies that take theirs away. */
  forget(personId: PersonId): Promise<readonly string[]>;
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

/** Making boards and taking them away again. Implemented by `membership/`. */
export interface BoardMaking {
  /** @param begin makes the log in the place of an empty board's; when it throws there is no board */
  create(title: string, maker: Person, begin?: (boardId: BoardId) => Promise<void>): Promise<Board>;
  /** @throws `board_not_found` or `board_deleted`. */
  titleOf(boardId: BoardId): Promise<string>;
  /** The board as its maker sees it now. */
  visit(id: string, person: Person): Promise<Board>;
  /** @returns until when the board can be brought back. */
  delete(id: string, person: Person): Promise<number>;
}

/** Somebody who is known on a board by name and colour, and can never sign in: from a file of another Weft. */
export interface RememberedPerson {
  readonly id: PersonId;
  readonly name: string;
  readonly color: string;
}

/** People who are told of on a board and are not on it. Implemented by `membership/`. */
export interface Remembering {
  /**
   * @param maker the one who is on the board, with their colour where they are in the file themself
   * @param display how the board has shown people, in order of time
   */
  remember(
    boardId: BoardId,
    maker: { readonly id: PersonId; readonly color: string | null },
    people: readonly RememberedPerson[],
    display: DisclosureFacts['settings'],
  ): Promise<void>;
}

/** The images of boards. Implemented by `assets/`. */
export interface BoardImages {
  /** @throws WeftError `asset_unsupported`, `asset_unsafe` or `storage_failed`. */
  keep(bytes: Uint8Array, boardId: BoardId, by: PersonId): Promise<Asset>;
  /** Puts images of one board on another as well, as this person; what is not of the first is passed over. */
  share(assetIds: readonly string[], from: BoardId, to: BoardId, by: PersonId): Promise<void>;
  /** The ids of all images that were ever put on a board, but for those taken away again. */
  list(boardId: BoardId): Promise<readonly string[]>;
  /** Takes images off a board, and away altogether where no other board has them. Doing it again changes nothing. */
  remove(assetIds: readonly string[], from: BoardId): Promise<void>;
  /** @returns null for what is no image of this board. */
  read(boardId: BoardId, assetId: string): Promise<{ readonly mime: string; readonly bytes: Uint8Array } | null>;
}

/** Each person's part. Implemented by `contributions/`. */
export interface Parts {
  /** @returns the JSON of `ContributionsSchema`, as this caller may see it. */
  contributions(asking: {
    readonly boardId: BoardId;
    readonly callerId: PersonId;
    readonly facts: DisclosureFacts;
  }): Promise<Uint8Array>;
  /** @returns the JSON of `PartSchema`, for the person alone. */
  part(question: {
    readonly boardId: BoardId;
    readonly title: string;
    readonly callerId: PersonId;
    readonly facts: DisclosureFacts;
    /** As it was after this entry; else as it is now. */
    readonly until?: number | undefined;
  }): Promise<Uint8Array>;
  /** How much one person did, for the person alone. */
  counts(boardId: BoardId, personId: PersonId): Promise<PartCounts>;
  /** Who has a part in an item and since when, not told to anybody as it is; null for what is no item on the board now. */
  peopleOf(boardId: BoardId, itemId: ItemId): Promise<ItemPeople | null>;
  /** Whether all of these are items that are or were on the board. */
  knows(boardId: BoardId, itemIds: readonly ItemId[]): Promise<boolean>;
}

export interface PartCounts {
  readonly started: number;
  readonly helped: number;
  readonly grew: number;
  /** When the person last contributed; null for never. */
  readonly lastAt: number | null;
}

export interface ItemPeople {
  /** The newest entry of the log that this follows from. */
  readonly seq: number;
  readonly people: readonly ItemPerson[];
}

export interface ItemPerson {
  readonly personId: PersonId;
  /** As which time the person is told in this item. */
  readonly since: number;
  /** Started it or wrote in it, which small edits and tidying are not. */
  readonly made: boolean;
}

/** What decides how people are told of. Implemented by `disclosure/`, which also tells (`Telling`). */
export interface Disclosure {
  facts(boardId: BoardId): Promise<DisclosureFacts>;
}

/** How boards show people, in order of time. Implemented by `disclosure/`. */
export interface DisplaySettings {
  settings(boardId: BoardId): Promise<DisclosureFacts['settings']>;
  /** A board for which nothing was ever chosen is not in it. */
  settingsOf(boardIds: readonly BoardId[]): Promise<ReadonlyMap<BoardId, DisclosureFacts['settings']>>;
}

/** A change that the server worked out for somebody, apart from the live document. */
export interface PreparedChange {
  /** In order; a large change comes in parts, so that other boards' edits get in between. */
  readonly updates: readonly Uint8Array[];
  /** The clientID it was written with: new, and the server's from now on. */
  readonly clientId: ClientId;
  readonly intent: Intent;
}

/** A part of the log that a board begins with. */
export interface FoundingPart {
  /** They follow each other without a gap from seq 1 on, over all parts. */
  readonly entries: readonly LogEntry[];
  /** Those that these entries write with for the first time. They are the server's: nobody writes on with them. */
  readonly clientIds: readonly ClientId[];
}

/** Boards that do not begin with nothing. Implemented by `boards/BoardRegistry.ts`. */
export interface BoardFounding {
  /** Makes a new board's log. What was given is trusted: it is neither judged nor applied here. */
  found(boardId: BoardId, parts: AsyncIterable<FoundingPart>): Promise<void>;
}

/** A board's content as another board begins with it. */
export interface BoardCopy {
  /** In order; a large board comes in parts. */
  readonly updates: readonly Uint8Array[];
  readonly clientIds: readonly ClientId[];
  /** The images that it shows, by the ids under which the server keeps them. */
  readonly assetIds: readonly string[];
}

/** Boards as they were, to go on from. Implemented by `history/`. */
export interface BoardCopies {
  /** The board after an entry, with the addresses of its images as they are on the other board. */
  copyAt(boardId: BoardId, seq: number, to: BoardId): Promise<BoardCopy>;
}

/** Boards whose log is worked on. Implemented by `boards/BoardRegistry.ts`. */
export interface BoardClosing {
  /** Does something to a board's log while nobody is on it; whoever is connected is sent away with the code. */
  whileClosed<T>(boardId: BoardId, code: CloseErrorCode, work: () => Promise<T>): Promise<T>;
}

/** What is worked out from a board's log and kept. Implemented by `contributions/` and `membership/`. */
export interface Derived {
  /** The log is another than before: what was worked out from it is dropped. */
  forget(boardId: BoardId): Promise<void>;
}

/** Taking content out of the log. Implemented by `log/SqliteUpdateLog.ts`. */
export interface LogErasing {
  planErasure(boardId: BoardId, what: ErasedPart): Promise<PlannedErasure>;
  /** The ids of all images that a board's log leads to, at whatever time. */
  imagesIn(boardId: BoardId): Promise<readonly string[]>;
  /** @returns null when there was nothing to erase. @throws WeftError; the log is then as it was */
  erase(boardId: BoardId, what: ErasedPart, by: PersonId, at: number): Promise<ErasureCounts | null>;
}

/** What an erasure comes to in a board's log. */
export type ErasureCounts = Omit<Erasure, 'done' | 'counted' | 'words' | 'images'>;

export interface PlannedErasure extends ErasureCounts {
  /** The ids of images that only what goes leads to. */
  readonly imageIds: readonly string[];
}

/** The live boards. Implemented by `boards/BoardRegistry.ts`. */
export type HearMembershipEnded = (boardId: BoardId, personId: PersonId | null) => void;

export interface LiveBoards {
  /** Makes the log and the seeded document of a new board. */
  create(boardId: BoardId, by: PersonId, title: string): Promise<void>;
  /** Logs a board event as done by a person (null: nobody) and sends it to everybody who is on the board. */
  record(boardId: BoardId, by: PersonId | null, event: BoardEvent): Promise<void>;
  /** Applies and logs a change that the server made for a person, as that person's. Resolves when it is durable. */
  change(boardId: BoardId, by: PersonId, change: PreparedChange): Promise<void>;
  /**
   * Locks or unlocks items, as a person's doing. Resolves when that is durable.
   * @returns all that are locked from now on. @throws `item_not_found`
   */
  setLocked(boardId: BoardId, by: PersonId, items: readonly ItemId[], locked: boolean): Promise<readonly ItemId[]>;
  /** Closes a person's sockets on a board so that they come back with their new role. */
  roleChanged(boardId: BoardId, personId: PersonId): void;
  /** Closes a person's sockets on a board for good: they are not on it any more. */
  membershipEnded(boardId: BoardId, personId: PersonId): void;
  /** Hears from now on of people who are on a board no longer; of nobody (null) where the board was deleted. @returns what ends that */
  onMembershipEnded(hear: HearMembershipEnded): () => void;
  /** People are told of differently from now on: everybody who is connected hears of everybody anew. */
  disclosureChanged(boardId: BoardId, facts: DisclosureFacts): void;
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

/** Which pieces there are of a board's history. They name nobody. */
export interface HistoryPieceList {
  /** Entries `seq` to `last`, made `from` to `to` (ms). `bytes` is how large the piece is. */
  readonly segments: readonly {
    readonly seq: number;
    readonly last: number;
    readonly from: number;
    readonly to: number;
    readonly hash: string;
    readonly bytes: number;
  }[];
  /** The board after entry `seq`, which was made at `at`. */
  readonly keyframes: readonly {
    readonly seq: number;
    readonly at: number;
    /** Nothing after this entry can be replayed from it; null for the newest, from which everything can. */
    readonly until: number | null;
    readonly hash: string;
    readonly bytes: number;
  }[];
  /** What was shown over the entries after `seq` up to `until`; in order, and not of everything. */
  readonly tracks: readonly {
    readonly seq: number;
    readonly until: number;
    readonly hash: string;
    readonly bytes: number;
  }[];
  /** The last entry; null while there is none. */
  readonly end: { readonly seq: number; readonly at: number } | null;
  /** Another one after something was erased. */
  readonly generation: string;
}

/** Who did a run of entries; `person` is an index into `people`. Not told to anybody as it is. */
export interface HistoryAuthors {
  readonly people: readonly (PersonId | null)[];
  readonly entries: readonly { readonly at: number; readonly kind: LogEntry['kind']; readonly person: number }[];
}

/** A board's log in the pieces that a replay is made of. Implemented by `log/`. */
export interface HistoryPieces {
  /** Segments that end, and keyframes that stand, after entry `after`. */
  pieces(boardId: BoardId, after: number): Promise<HistoryPieceList>;
  /** The segment that begins with entry `seq`; null when there is none. @throws `history_damaged` */
  segment(boardId: BoardId, seq: number): Promise<Sealed | null>;
  keyframePiece(boardId: BoardId, seq: number): Promise<Sealed | null>;
  track(boardId: BoardId, seq: number): Promise<Sealed | null>;
  /**
   * Entries after `after`, as many as fit into a segment, packed like one; null when there are none.
   *
   * @param generation what the list gave, if it is known
   * @throws `history_rewritten` when the board has another generation
   */
  tail(boardId: BoardId, after: number, generation?: string): Promise<Uint8Array | null>;
  authors(boardId: BoardId, after: number, limit: number): Promise<HistoryAuthors>;
  /** The newest whole keyframe not after `upTo`, unpacked; `state` is null and `seq` 0 when there is none. */
  keyframe(boardId: BoardId, upTo: number): Promise<{ readonly seq: number; readonly state: Uint8Array | null }>;
}

/** The moments of boards, out and in with a whole board. Implemented by `moments/`. */
export interface BoardMoments {
  /** In the order of their times. */
  of(boardId: BoardId): Promise<readonly Moment[]>;
  /** Those of a board that has just been made of a file. Whoever is someone there stays nobody in particular. */
  keep(boardId: BoardId, moments: readonly Moment[]): Promise<void>;
}

/** What one person marked and answered on a board, for that person. Implemented by `moments/`. */
export interface PersonsMoments {
  ofPerson(
    boardId: BoardId,
    personId: PersonId,
  ): Promise<{ readonly moments: readonly Moment[]; readonly answers: readonly Answer[] }>;
}
