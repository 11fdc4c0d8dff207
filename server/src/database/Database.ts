/**
 * The tables of `app.db`: people, boards and how they belong together. Times are milliseconds since the epoch. The
 * `auth_*` tables are better-auth's own (column names are its); of them only ids are used here.
 */
import type { BoardId, Display, ItemId, Offer, PersonId, Role, Statement } from '@weft/protocol';
import type { ColumnType, Generated } from 'kysely';

/** Written once. */
type Fixed<T> = ColumnType<T, T, never>;

interface PeopleTable {
  id: Fixed<PersonId>;
  name: string;
  color: string;
  /** The how-manieth person of this server, from 0: gives the colour. */
  arrival: Fixed<number>;
  created_at: Fixed<number>;
  /** Since when this row is only what others' rows refer to: it has no name and resolves to nobody. */
  deleted_at: Generated<number | null>;
}

/** Which sign-in acts for which person: a guest's now, an account's beside or instead of it later. */
interface IdentitiesTable {
  auth_user_id: Fixed<string>;
  person_id: PersonId;
  created_at: Fixed<number>;
}

/** Links with which a person goes on as the same person on another device. Only the token's hash is kept. */
interface HandoversTable {
  token_hash: Fixed<string>;
  person_id: Fixed<PersonId>;
  expires_at: Fixed<number>;
}

interface BoardsTable {
  id: Fixed<BoardId>;
  title: string;
  created_by: Fixed<PersonId>;
  created_at: Fixed<number>;
  changed_at: number;
  deleted_at: Generated<number | null>;
}

interface MembersTable {
  board_id: Fixed<BoardId>;
  person_id: Fixed<PersonId>;
  role: Role;
  /** The how-manieth person of this board, from 0: gives the colour on the board and the order everywhere. */
  arrival: number;
  joined_at: number;
  visited_at: number;
  /** Not on the board any more; the row keeps colour and order. */
  left_at: Generated<number | null>;
  /** The board's title then: of one that was left, nothing is told that came after. */
  left_title: Generated<string | null>;
  /** The facilitator who removed this person's part, and when; they may have left before. */
  removed_by: Generated<PersonId | null>;
  removed_at: Generated<number | null>;
  /** Removed without their part, which is told as before: 1. */
  part_kept: Generated<number>;
}

/** What the people of a board were called when one of them left it, for what that one may still read. */
interface NamesWhenLeftTable {
  board_id: Fixed<BoardId>;
  reader_id: Fixed<PersonId>;
  person_id: Fixed<PersonId>;
  name: Fixed<string>;
}

/** What events of the log say, kept here as well since every answer with a person in it asks for it. */
interface DisplaySettingsTable {
  board_id: Fixed<BoardId>;
  since: Fixed<number>;
  display: Fixed<Display>;
}

interface PartChoicesTable {
  board_id: Fixed<BoardId>;
  person_id: Fixed<PersonId>;
  hidden: Generated<number>;
  known_item: Generated<ItemId | null>;
  known_sentence: Generated<string | null>;
  /** When item or sentence were last chosen: they are told as the board has shown people since. */
  known_at: Generated<number | null>;
}

interface StatementsTable {
  id: Fixed<string>;
  board_id: Fixed<BoardId>;
  person_id: Fixed<PersonId>;
  kind: Fixed<Statement['kind']>;
  /** A claim's or beyond's role, a reflection's prompt. */
  about: Fixed<string>;
  words: string;
  item_id: Fixed<ItemId | null>;
  /** Others may read it: 1 for all but reflections that were not shared. */
  shared: number;
  at: Fixed<number>;
}

interface FrozenPartsTable {
  id: Fixed<string>;
  board_id: Fixed<BoardId>;
  person_id: Fixed<PersonId>;
  at: Fixed<number>;
  /** JSON of `MyPartSchema` as it was, others in it by their ids and without names: they are told when it is read. */
  part: Fixed<string>;
}

/** Of one person to another, and nobody else's business until it is accepted. */
interface OffersTable {
  id: Fixed<string>;
  board_id: Fixed<BoardId>;
  item_id: Fixed<ItemId>;
  from_person: Fixed<PersonId>;
  to_person: Fixed<PersonId>;
  proposed_by: Fixed<PersonId>;
  reason: Fixed<Offer['reason']>;
  state: Offer['state'];
  at: Fixed<number>;
  /** The newest entry of the log then: what came after is not meant. */
  seq: Fixed<number>;
}

interface LinksTable {
  id: Fixed<string>;
  board_id: Fixed<BoardId>;
  role: Fixed<Role>;
  /** 128 random bits. Kept plain, because it is shown again to those who may share the board. */
  token: Fixed<string>;
  /** Upper case, without the dash. */
  short_code: string;
  code_expires_at: number;
  created_by: Fixed<PersonId>;
  created_at: Fixed<number>;
}

interface RecoveriesTable {
  id: Fixed<string>;
  board_id: Fixed<BoardId>;
  person_id: Fixed<PersonId>;
  token_hash: Fixed<string>;
  created_at: Fixed<number>;
  used_at: Generated<number | null>;
}

interface AssetsTable {
  /** SHA-256 of the stored bytes, hex. */
  id: Fixed<string>;
  mime: Fixed<string>;
  bytes: Fixed<number>;
  created_at: Fixed<number>;
}

interface BoardAssetsTable {
  board_id: Fixed<BoardId>;
  asset_id: Fixed<string>;
  added_by: Fixed<PersonId>;
  added_at: Fixed<number>;
}

interface MomentsTable {
  id: Fixed<string>;
  board_id: Fixed<BoardId>;
  person_id: Fixed<PersonId>;
  /** The moment that is meant. */
  at: Fixed<number>;
  title: string;
  note: string;
  marked_at: Fixed<number>;
}

interface MomentAnswersTable {
  id: Fixed<string>;
  board_id: Fixed<BoardId>;
  moment_id: Fixed<string>;
  person_id: Fixed<PersonId>;
  question: Fixed<string>;
  words: string;
  /** 0 for the person alone. */
  shared: number;
  at: Fixed<number>;
}

export interface Database {
  people: PeopleTable;
  identities: IdentitiesTable;
  handovers: HandoversTable;
  boards: BoardsTable;
  members: MembersTable;
  names_when_left: NamesWhenLeftTable;
  links: LinksTable;
  recoveries: RecoveriesTable;
  assets: AssetsTable;
  board_assets: BoardAssetsTable;
  display_settings: DisplaySettingsTable;
  part_choices: PartChoicesTable;
  statements: StatementsTable;
  frozen_parts: FrozenPartsTable;
  offers: OffersTable;
  moments: MomentsTable;
  moment_answers: MomentAnswersTable;
}
