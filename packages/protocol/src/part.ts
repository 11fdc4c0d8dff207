/** Each person's part in a board: what is told of it, and what a person says of it themself. */
import { z } from 'zod';
import { BoardIdSchema, ItemIdSchema, PersonIdSchema } from './ids.ts';
import { LIMITS } from './limits.ts';
import { PersonSchema } from './person.ts';
import { typedLine } from './typedLine.ts';

const ms = z.number().describe('milliseconds since the epoch');

export const CONTRIBUTION_KINDS = [
  'started',
  'wrote',
  'refined',
  'arranged',
  'connected',
  'built on',
  'synthesised',
  'copied',
  'removed',
  'restored',
  'brought in',
] as const;
export const ContributionKindSchema = z.enum(CONTRIBUTION_KINDS);
export type ContributionKind = z.infer<typeof ContributionKindSchema>;

export const ContributionSchema = z.object({
  id: z.string(),
  personId: PersonIdSchema,
  kind: ContributionKindSchema,
  itemId: ItemIdSchema,
  from: ms,
  to: ms,
  /** It came with work that was done without a connection; `from` and `to` say when it arrived. */
  offline: z.literal(true).optional(),
  /** In the kind's own unit (characters, edits …); only for the caller's own. */
  size: z.number().optional(),
});
export type Contribution = z.infer<typeof ContributionSchema>;

export const ItemPartSchema = z.object({
  id: ItemIdSchema,
  /** tldraw's shape type: note, text, draw, geo, arrow, frame, image … */
  type: z.string(),
  startedBy: PersonIdSchema.nullable(),
  startedAt: ms,
  people: z.array(
    z.object({
      personId: PersonIdSchema,
      kinds: z.array(ContributionKindSchema),
      /** Characters of the item's present text that this person wrote; not told of someone. */
      characters: z.number().int().optional(),
      /** Written by this person in somebody else's words, who accepted it: the one who held the pen. */
      heldThePen: z.literal(true).optional(),
    }),
  ),
});
export type ItemPart = z.infer<typeof ItemPartSchema>;

export const ContributionsQuerySchema = z.object({
  /** The `seq` of an earlier answer: only items that changed since are told, with all of their contributions. */
  since: z.coerce.number().int().min(0).optional(),
});
export const ContributionsSchema = z.object({
  /** The newest entry of the log that is in it. */
  seq: z.number().int(),
  people: z.array(PersonSchema),
  /** The items on the board, each with the first words of its text. */
  items: z.array(ItemPartSchema.extend({ words: z.string() })),
  /** With `since`: all of the items that are told here or that are gone; they take the place of what was known of these. */
  contributions: z.array(ContributionSchema),
  /** With `since`: items that changed and are not on the board. */
  gone: z.array(ItemIdSchema),
});
export type Contributions = z.infer<typeof ContributionsSchema>;

// Lineage

export const LINK_KINDS = ['built on', 'copied from', 'connected to', 'synthesised from'] as const;
/** How a later item hangs together with an earlier one. */
export const LineageLinkSchema = z.object({
  /** The later item … */
  from: ItemIdSchema,
  /** … and the earlier one that it leads back to. */
  to: ItemIdSchema,
  kind: z.enum(LINK_KINDS),
  personId: PersonIdSchema.nullable().describe('who made the link'),
  at: ms,
  /** The arrow that joins the two, and what its label says: because, contradicts, example of, leads to, own words. */
  arrowId: ItemIdSchema.optional(),
  why: z.string().optional(),
});
export type LineageLink = z.infer<typeof LineageLinkSchema>;
export const LineageSchema = z.object({
  seq: z.number().int(),
  people: z.array(PersonSchema),
  /** Every item that a link names, those that are no longer on the board included. */
  items: z.array(
    z.object({
      id: ItemIdSchema,
      type: z.string(),
      startedBy: PersonIdSchema.nullable(),
      startedAt: ms,
      present: z.boolean(),
      /** The first words of its text as it is, or was when it was removed. */
      words: z.string(),
    }),
  ),
  links: z.array(LineageLinkSchema),
});
export type Lineage = z.infer<typeof LineageSchema>;

/** Marks an item as built on others, for tools and for items that were there already. */
export const BuildOnSchema = z.object({ sources: z.array(ItemIdSchema).min(1).max(100) });

/** Who wrote an item's present text, in order: runs of Unicode code points, one paragraph after the other. */
export const WritersSchema = z.object({
  seq: z.number().int(),
  paragraphs: z.array(z.array(z.object({ personId: PersonIdSchema.nullable(), characters: z.number().int() }))),
});
export type Writers = z.infer<typeof WritersSchema>;

// What a person says of their own part

/** Roles that a person may claim in words. */
export const CLAIMED_ROLES = ['sparked', 'built on', 'connected', 'challenged', 'synthesised', 'facilitated'] as const;
export const ClaimedRoleSchema = z.enum(CLAIMED_ROLES);
/** What was not on the canvas. */
export const BEYOND_ROLES = ['said', 'asked', 'encouraged', 'held the pen', 'other'] as const;
export const BeyondRoleSchema = z.enum(BEYOND_ROLES);
/** "What do I want to try?", "What did I learn?", "When was I in flow?" */
export const REFLECTION_PROMPTS = ['try', 'learned', 'flow', 'own'] as const;
export const ReflectionPromptSchema = z.enum(REFLECTION_PROMPTS);

const words = z.string().trim().min(1).max(LIMITS.maxStatementLength);
const aboutItem = ItemIdSchema.nullable().default(null);

export const NewStatementSchema = z.discriminatedUnion('kind', [
  /** A role claimed in words: shown beside what was logged. */
  z.object({ kind: z.literal('claim'), role: ClaimedRoleSchema, words, itemId: aboutItem }),
  /** What is not on the canvas. */
  z.object({ kind: z.literal('beyond'), role: BeyondRoleSchema, words, itemId: aboutItem }),
  /** Private until shared. */
  z.object({
    kind: z.literal('reflection'),
    prompt: ReflectionPromptSchema,
    words,
    itemId: aboutItem,
    shared: z.boolean().default(false),
  }),
]);
export type NewStatement = z.input<typeof NewStatementSchema>;
export const ChangeStatementSchema = z.object({ words: words.optional(), shared: z.boolean().optional() });
export type ChangeStatement = z.infer<typeof ChangeStatementSchema>;

const said = { id: z.string(), personId: PersonIdSchema, words: z.string(), itemId: ItemIdSchema.nullable(), at: ms };
export const StatementSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('claim'), role: ClaimedRoleSchema, ...said }),
  z.object({ kind: z.literal('beyond'), role: BeyondRoleSchema, ...said }),
  z.object({ kind: z.literal('reflection'), prompt: ReflectionPromptSchema, shared: z.boolean(), ...said }),
]);
export type Statement = z.infer<typeof StatementSchema>;
/** What people say of a board's making, as the caller may hear it: in order of the people's arrival. */
export const StatementsSchema = z.object({
  people: z.array(PersonSchema),
  statements: z.array(StatementSchema),
  /** The one item and the one sentence that people want to be known by. */
  known: z.array(
    z.object({ personId: PersonIdSchema, itemId: ItemIdSchema.nullable(), sentence: z.string().nullable() }),
  ),
});
export type Statements = z.infer<typeof StatementsSchema>;

/** What a person chose for their part on one board. */
export const PartChoicesSchema = z.object({
  /** Others see "someone" in the place of this person. */
  hidden: z.boolean(),
  /** The one item, and the one sentence, that the person wants to be known by. */
  knownItem: ItemIdSchema.nullable(),
  knownSentence: z.string().nullable(),
});
export type PartChoices = z.infer<typeof PartChoicesSchema>;
export const ChangePartChoicesSchema = z.object({
  hidden: z.boolean().optional(),
  knownItem: ItemIdSchema.nullable().optional(),
  knownSentence: typedLine(LIMITS.maxSentenceLength).nullable().optional(),
});
export type ChangePartChoices = z.infer<typeof ChangePartChoicesSchema>;

// Whose it is: an offer between two people

/**
 * "This is really yours" or "this is really mine": from one person to another, who accepts or declines. Only the two see
 * it; once accepted it is an event of the board, and what `from` wrote and started of the item until then is `to`'s.
 */
export const OfferReasonSchema = z.enum(['correction', 'written for']);
export const NewOfferSchema = z.object({
  itemId: ItemIdSchema,
  /** As the caller is told of them: whose it is shown to be, and whose it is. One of the two is the caller. */
  from: PersonIdSchema,
  to: PersonIdSchema,
  reason: OfferReasonSchema,
});
export type NewOffer = z.infer<typeof NewOfferSchema>;
export const OfferSchema = z.object({
  id: z.string(),
  itemId: ItemIdSchema,
  from: PersonSchema,
  to: PersonSchema,
  proposedBy: PersonIdSchema,
  reason: OfferReasonSchema,
  at: ms,
  state: z.enum(['open', 'accepted', 'declined', 'withdrawn']),
});
export type Offer = z.infer<typeof OfferSchema>;
export const OffersSchema = z.object({ offers: z.array(OfferSchema) });
export const AnswerOfferSchema = z.object({ accepted: z.boolean() });

// My part

/** One person's part in a board, told to that person alone. */
export const PartSchema = z.object({
  seq: z.number().int(),
  board: z.object({ id: BoardIdSchema, title: z.string() }),
  person: PersonSchema,
  /** Others as they are told of to this person. */
  people: z.array(PersonSchema),
  /** The items, on the board now or not, that the person has a part in. */
  items: z.array(ItemPartSchema.extend({ present: z.boolean(), words: z.string() })),
  /** The person's own, each with its size. */
  contributions: z.array(ContributionSchema.required({ size: true })),
  /** Items that the person started. */
  started: z.array(ItemIdSchema),
  /** Items that somebody else started and that the person wrote in, refined, connected or synthesised. */
  helped: z.array(ItemIdSchema),
  /** What grew from an item that the person started, by others or themself: nearest first. */
  grew: z.array(z.object({ itemId: ItemIdSchema, from: ItemIdSchema, steps: z.number().int() })),
  /** With whom the person shares items, in the order of their first shared item; how many is told to the person alone. */
  workedWith: z.array(z.object({ personId: PersonIdSchema, items: z.array(ItemIdSchema) })),
  /** Stretches without a pause of more than five minutes, longest first: when the person was most in it. */
  stretches: z.array(z.object({ from: ms, to: ms, items: z.array(ItemIdSchema) })),
});
export type Part = z.infer<typeof PartSchema>;

/** When a person froze their part. */
export const FrozenSchema = z.object({ id: z.string(), at: ms });
export type Frozen = z.infer<typeof FrozenSchema>;

/** All that a person sees of their own part: what was logged, and what they said and chose themself. */
export const MyPartSchema = PartSchema.extend({
  statements: z.array(StatementSchema),
  choices: PartChoicesSchema,
  /** When the person froze their part, newest first. */
  frozen: z.array(FrozenSchema),
  /** Somebody took this person off the board: by whom, until when their part can be exported, and whether it stays. */
  removed: z
    .object({ by: PersonSchema, at: ms, exportUntil: ms, part: z.enum(['remove', 'keep']).default('remove') })
    .nullable(),
});
export type MyPart = z.infer<typeof MyPartSchema>;

export const ExportPartQuerySchema = z.object({
  format: z.enum(['json', 'csv']).default('json').describe('all of it, or a table with a row for each contribution'),
});

/** My parts over all of my boards, newest first; only for me. */
export const PartsSchema = z.object({
  parts: z.array(
    z.object({
      board: z.object({ id: BoardIdSchema, title: z.string(), thumbnail: z.string() }),
      joinedAt: ms,
      lastAt: ms.nullable().describe('my newest contribution'),
      started: z.number().int(),
      helped: z.number().int(),
      grew: z.number().int(),
      knownItem: ItemIdSchema.nullable(),
      knownSentence: z.string().nullable(),
      hidden: z.boolean(),
    }),
  ),
  /** There are more boards than are told of here: the ones that changed or were visited longest ago. */
  more: z.boolean(),
});
export type Parts = z.infer<typeof PartsSchema>;
