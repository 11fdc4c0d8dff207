/** The REST schemas, shared by server and client; the server makes the OpenAPI description from them. */
import { z } from 'zod';
import { ERROR_CODES } from './errors.ts';
import { LockedItemIdsSchema } from './events.ts';
import { BoardIdSchema, ItemIdSchema, PersonIdSchema } from './ids.ts';
import { LIMITS } from './limits.ts';
import { typedLine } from './typedLine.ts';
import { PersonNameSchema, PersonSchema, RoleSchema } from './person.ts';

const ms = z.number().describe('milliseconds since the epoch');

export const ErrorBodySchema = z.object({
  code: z.enum(ERROR_CODES as [string, ...string[]]),
  message: z.string(),
  detail: z.string().optional(),
});
export type ErrorBody = z.infer<typeof ErrorBodySchema>;

// People
export const NewGuestSchema = z.object({ name: PersonNameSchema });
export const SignedInSchema = z.object({ person: PersonSchema, token: z.string() });
export const MeSchema = z.object({ person: PersonSchema });
export const RenamePersonSchema = z.object({ name: PersonNameSchema });
export const TokenBodySchema = z.object({ token: z.string().min(1).max(200) });
/** A link, shown as QR, with which a person goes on as the same person on another device: single use, short-lived. */
export const HandoverSchema = z.object({ url: z.string(), expiresAt: ms });
export type SignedIn = z.infer<typeof SignedInSchema>;
export type Me = z.infer<typeof MeSchema>;
export type Handover = z.infer<typeof HandoverSchema>;

// Boards
export const TitleSchema = typedLine(LIMITS.maxTitleLength);
export const NewBoardSchema = z.object({ title: TitleSchema });
export const RenameBoardSchema = z.object({ title: TitleSchema });
export const BoardSchema = z.object({
  id: BoardIdSchema,
  title: z.string(),
  role: RoleSchema.describe("the caller's role"),
  createdAt: ms,
  /** When the caller last opened it. */
  visitedAt: ms,
  /** When its content last changed. */
  changedAt: ms,
  /** The first faces, in order of arrival; `peopleCount` counts all. */
  people: z.array(PersonSchema),
  peopleCount: z.number().int(),
  /** Path of an SVG of the board as it is now; changes when the board does. */
  thumbnail: z.string(),
  deletedAt: ms.nullable(),
  /** To whoever opens it after an absence: when they had it open last. */
  awaySince: ms.optional(),
});
export type Board = z.infer<typeof BoardSchema>;
export const BoardListSchema = z.object({ boards: z.array(BoardSchema) });
export const ForkBoardSchema = z.object({
  /** As it was then; as it is now where this is left out. */
  at: ms.optional(),
  title: TitleSchema.optional(),
});
export type ForkBoard = z.input<typeof ForkBoardSchema>;
/** What a board began with. */
export const OriginSchema = z.object({
  origin: z
    .discriminatedUnion('kind', [
      z.object({
        kind: z.literal('board'),
        /** Null for who may not see that board. */
        board: z.object({ id: BoardIdSchema, title: z.string(), at: ms }).nullable(),
      }),
      z.object({ kind: z.literal('file'), at: ms }),
    ])
    .nullable(),
});
export type Origin = z.infer<typeof OriginSchema>['origin'];
export const DeletedBoardSchema = z.object({ undoUntil: ms });

export const BoardPeopleSchema = z.object({
  /** In order of arrival; where names do not lead to what somebody did, in order of names and without times. */
  people: z.array(PersonSchema.extend({ role: RoleSchema, joinedAt: ms.nullable() })),
});
export type BoardPeople = z.infer<typeof BoardPeopleSchema>;

// Sharing
export const NewLinkSchema = z.object({ role: RoleSchema });
export const LinkSchema = z.object({
  id: z.string(),
  role: RoleSchema,
  url: z.string().describe('an address that others can reach, with 128 random bits'),
  code: z.string().describe('typeable short code, for instance K7M4-PX2R'),
  codeExpiresAt: ms,
  createdAt: ms,
});
export type Link = z.infer<typeof LinkSchema>;
export const LinkListSchema = z.object({ links: z.array(LinkSchema) });
/** What a link leads to, shown before joining. */
export const LinkPreviewSchema = z.object({ boardId: BoardIdSchema, title: z.string(), role: RoleSchema });
export type LinkPreview = z.infer<typeof LinkPreviewSchema>;
export const JoinSchema = z.object({ code: z.string().min(1).max(200) });
export const JoinedSchema = z.object({ boardId: BoardIdSchema, role: RoleSchema });
export type Joined = z.infer<typeof JoinedSchema>;

/** The way back for a board's maker whose device is gone. `url` is told once, when it is made. */
export const RecoveryLinkSchema = z.object({ id: z.string(), url: z.string(), createdAt: ms });
export const RecoveryListSchema = z.object({
  links: z.array(z.object({ id: z.string(), createdAt: ms, usedAt: ms.nullable() })),
});
export const RecoveredSchema = SignedInSchema.extend({ boardId: BoardIdSchema });

// Locks
export const SetLocksSchema = z.object({ items: LockedItemIdsSchema, locked: z.boolean() });
export const LocksSchema = z.object({
  locked: z
    .array(ItemIdSchema)
    .describe('all items that are locked by themselves; what lies in them is locked as well'),
});
export type Locks = z.infer<typeof LocksSchema>;

// Images
export const AssetSchema = z.object({
  id: z.string().describe('SHA-256 of the stored bytes, hex'),
  url: z.string(),
  mime: z.string(),
  bytes: z.number().int(),
});
export type Asset = z.infer<typeof AssetSchema>;

// Everything in, everything out
export const ExportQuerySchema = z.object({
  format: z
    .enum(['json', 'tldr', 'csv', 'weft'])
    .default('json')
    .describe(
      "Weft's own JSON, a tldraw file, a table with a row for each item, or all of the board with its history (facilitators)",
    ),
});
export const ImportQuerySchema = z.object({
  name: z.string().max(255).optional().describe("the file's name: a title for the board where the file has none"),
});
export const ImportedSchema = z.object({
  board: BoardSchema,
  imported: z.object({
    format: z.enum(['tldr', 'json', 'excalidraw', 'csv', 'text', 'weft']),
    items: z.number().int(),
    images: z.number().int(),
  }),
  /** What the file holds and the board does not, under the file's own names. */
  leftOut: z.array(
    z.object({
      what: z.string(),
      count: z.number().int(),
      reason: z.enum([
        'not_supported',
        'invalid',
        'not_connected',
        'image_unsafe',
        'image_unsupported',
        'image_too_large',
        'image_elsewhere',
        'too_many',
      ]),
    }),
  ),
});
export type Imported = z.infer<typeof ImportedSchema>;

// The running server, as the interface needs to know it before anything is drawn
export const ConfigSchema = z.object({
  version: z.string(),
  /** The address under which others reach this server. */
  shareUrl: z.string(),
  tldrawLicenseKey: z.string().nullable(),
  /** `blank`: on https without a key the canvas goes blank after 5 s; `badge`: it works and shows a button. */
  tldrawLicense: z.enum(['key', 'badge', 'blank']),
  maxAssetBytes: z.number().int(),
  maxImportBytes: z.number().int(),
  maxImportedImages: z.number().int(),
});
export type RuntimeConfig = z.infer<typeof ConfigSchema>;

// History
export const HistoryQuerySchema = z.object({
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(1000).default(200),
});
export const HistorySchema = z.object({
  entries: z.array(
    z.object({
      seq: z.number().int(),
      at: ms,
      personId: PersonIdSchema.nullable(),
      kind: z.enum(['update', 'event']),
      /** Not told of someone. */
      bytes: z.number().int().optional(),
    }),
  ),
  /** Pass as `after` for the next page; null at the end. */
  next: z.number().int().nullable(),
  /** Those that end after `after`: entries `seq` to `last`, made `from` to `to`. `hash` is the SHA-256 of their bytes. */
  segments: z.array(
    z.object({
      seq: z.number().int(),
      last: z.number().int(),
      from: ms,
      to: ms,
      hash: z.string(),
      bytes: z.number().int(),
    }),
  ),
  /**
   * Those after `after`: the board after entry `seq`, which was made at `at`. The entries up to `until` can be replayed from it,
   * none after; from the newest, where `until` is null, all that follow.
   */
  keyframes: z.array(
    z.object({
      seq: z.number().int(),
      at: ms,
      until: z.number().int().nullable(),
      hash: z.string(),
      bytes: z.number().int(),
    }),
  ),
  /** Those that end after `after`: what was shown over the entries after `seq` up to `until`. Not of everything. */
  tracks: z.array(
    z.object({ seq: z.number().int(), until: z.number().int(), hash: z.string(), bytes: z.number().int() }),
  ),
  /** The last entry there is; null while there is none. */
  end: z.object({ seq: z.number().int(), at: ms }).nullable(),
  /** Changes when something is erased: what was fetched before is then to be forgotten. */
  generation: z.string(),
});
export type History = z.infer<typeof HistorySchema>;
export const HistoryPieceQuerySchema = z.object({
  /** The hash that the list gave: with it the piece may be kept for good. */
  h: z.string().max(128).optional(),
});
export const HistoryTailQuerySchema = z.object({
  after: z.coerce.number().int().min(0).default(0),
  /** The generation that the list gave: of another one, the answer is `history_rewritten`. */
  generation: z.string().max(128).optional(),
});
export const HistoryPeopleQuerySchema = z.object({
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(5_000).default(1_000),
});
export const HistoryPeopleSchema = z.object({
  /** The last entry that is told of here; `after` when there is none. */
  last: z.number().int(),
  people: z.array(PersonSchema),
  /**
   * Who did the entries after `after`, one run after the other: how many entries, and the index in `people`; -1 for
   * nobody.
   */
  runs: z.array(z.tuple([z.number().int(), z.number().int()])),
});
export type HistoryPeople = z.infer<typeof HistoryPeopleSchema>;
export const HistoryAtQuerySchema = z.object({ t: z.coerce.number().min(0) });
export const HistoryAtSchema = z.object({
  seq: z.number().int(),
  records: z.record(z.string(), z.record(z.string(), z.unknown())),
});
