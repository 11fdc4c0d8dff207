/**
 * The tables of `app.db`: people, boards and how they belong together. Times are milliseconds since the epoch. The
 * `auth_*` tables are better-auth's own (column names are its); of them only ids are used here.
 */
import type { BoardId, PersonId, Role } from '@weft/protocol';
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
  arrival: Fixed<number>;
  joined_at: Fixed<number>;
  visited_at: number;
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

export interface Database {
  people: PeopleTable;
  identities: IdentitiesTable;
  handovers: HandoversTable;
  boards: BoardsTable;
  members: MembersTable;
  links: LinksTable;
  recoveries: RecoveriesTable;
  assets: AssetsTable;
  board_assets: BoardAssetsTable;
}
