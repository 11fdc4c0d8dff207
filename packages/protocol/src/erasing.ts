/** Taking content out of a board for good: its log, its history and the document. */
import { z } from 'zod';
import { PersonIdSchema } from './ids.ts';

const ms = z.number().describe('milliseconds since the epoch');
const count = z.number().int();

/** Somebody's part, or what was added in a stretch of time; both ends belong to it. */
export const ErasedPartSchema = z.union([
  z.strictObject({ personId: PersonIdSchema }),
  z.strictObject({ from: ms, to: ms }).refine(({ from, to }) => from <= to, 'the end comes before the beginning'),
]);
export type ErasedPart = z.infer<typeof ErasedPartSchema>;

export const NewErasureSchema = z.object({
  what: ErasedPartSchema,
  dryRun: z.boolean().describe('only say what would go').default(true),
});

export type NewErasure = z.input<typeof NewErasureSchema>;

/** What goes, or went, and what stays of it. */
export const ErasureSchema = z.object({
  done: z.boolean(),
  /** False where the person whose part it is is not shown: then 1 stands for some. */
  counted: z.boolean(),
  /** Changes and events of which content or who did them goes. */
  entries: count,
  /** Whole items that are gone from the board and its history. */
  items: count,
  /** Items that stay, as others wrote in them or what others made lies in them; what is named is taken out of them. */
  itemsKept: count,
  /** Characters of text, those deleted before among them. */
  characters: count,
  /** People who did something of it. */
  people: count,
  /** Images that nothing on the board, or in what is left of its history, shows any more. */
  images: count,
  /** Of one person: what they said of their part, offers, moments that they marked, and answers. Of somebody else 1 stands for some. */
  words: count,
});
export type Erasure = z.infer<typeof ErasureSchema>;
