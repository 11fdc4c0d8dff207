import { DisplaySettingSchema, LIMITS, NewMomentSchema, PersonSchema } from '@weft/protocol';
import { z } from 'zod';

/**
 * A `weft` file is a tar, so that other tools can open it:
 *
 * 1. `weft.json`: what it is and in which version
 * 2. `log/<seq of the first entry>`: the whole log in segments (`packages/history/SPEC.md`), authors as numbers, 0 for
 *    nobody, else the place in the list of people, counted from 1
 * 3. `assets/<SHA-256>`: the images as the server keeps them
 * 4. `end.json`: the people, the moments with their words, and the SHA-256 of all files before; a file without it was cut off
 */
export const WEFT_FORMAT = 1;
export const BEGIN = 'weft.json';
export const END = 'end.json';

export const BeginSchema = z.object({
  format: z.literal(WEFT_FORMAT),
  weft: z.string().max(50),
  createdAt: z.number(),
  title: z.string().max(1_000),
  /** How the board showed people, in order of time. */
  display: z.array(DisplaySettingSchema).max(100_000),
});
export type WeftBegin = z.infer<typeof BeginSchema>;

/** More people than a board ever sees. */
const MAX_PEOPLE = 20_000;

/** A moment of the making. Its words are not in the log: they can be changed and taken away. */
const MomentOfFileSchema = z.object({
  /** As the log's events call it. */
  id: z.string().max(100),
  at: z.number(),
  title: NewMomentSchema.shape.title,
  note: NewMomentSchema.shape.note,
  /** Who marked it: the place in the list of people, counted from 1. */
  author: z.number().int().min(1),
  markedAt: z.number(),
});
export type MomentOfFile = z.infer<typeof MomentOfFileSchema>;

export const EndSchema = z.object({
  /** As whoever wrote the file was told of them. */
  people: z.array(PersonSchema).max(MAX_PEOPLE),
  /** In files of earlier Wefts there are none. */
  moments: z.array(MomentOfFileSchema).max(LIMITS.maxMomentsPerBoard).default([]),
  entries: z.number().int().min(1),
  files: z.array(z.object({ name: z.string().max(100), sha256: z.string().length(64) })),
});
export type WeftEnd = z.infer<typeof EndSchema>;

export const LOG_NAME = /^log\/\d+$/;
export const ASSET_NAME = /^assets\/([\da-f]{64})$/;

/** Whether bytes are a weft file, or say that they are: a tar whose first file is `weft.json`. */
export function isWeftFile(bytes: Uint8Array): boolean {
  const text = (from: number, length: number) => String.fromCharCode(...bytes.subarray(from, from + length));
  return text(257, 5) === 'ustar' && text(0, BEGIN.length + 1) === `${BEGIN}\0`;
}
