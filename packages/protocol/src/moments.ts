/** Moments of a board's making that somebody marked, what people answer when they look back at them, and looking back together. */
import { z } from 'zod';
import { PersonIdSchema } from './ids.ts';
import { LIMITS } from './limits.ts';
import { PersonSchema } from './person.ts';
import { typedLine } from './typedLine.ts';

const ms = z.number().describe('milliseconds since the epoch');
const title = typedLine(LIMITS.maxTitleLength);
const words = z.string().trim().max(LIMITS.maxStatementLength);

export const NewMomentSchema = z.object({
  title,
  note: words.default(''),
  /** The moment that is meant; now, where it is marked live. */
  at: ms.int().optional(),
});
export type NewMoment = z.input<typeof NewMomentSchema>;
export const ChangeMomentSchema = z.object({ title: title.optional(), note: words.optional() });
export type ChangeMoment = z.infer<typeof ChangeMomentSchema>;

export const MomentSchema = z.object({
  id: z.string(),
  at: ms,
  title: z.string(),
  note: z.string(),
  /** Who marked it, as the caller is told of them. */
  personId: PersonIdSchema,
  markedAt: ms,
});
export type Moment = z.infer<typeof MomentSchema>;
export const MomentsSchema = z.object({
  people: z.array(PersonSchema),
  /** In the order of their times. */
  moments: z.array(MomentSchema),
});
export type Moments = z.infer<typeof MomentsSchema>;

// What people answer

export const NewAnswerSchema = z.object({
  question: typedLine(LIMITS.maxSentenceLength),
  words: words.min(1),
  /** Private until it is shared. */
  shared: z.boolean().default(false),
});
export type NewAnswer = z.input<typeof NewAnswerSchema>;
export const ChangeAnswerSchema = z.object({ words: words.min(1).optional(), shared: z.boolean().optional() });
export type ChangeAnswer = z.infer<typeof ChangeAnswerSchema>;
export const AnswerSchema = z.object({
  id: z.string(),
  momentId: z.string(),
  personId: PersonIdSchema,
  question: z.string(),
  words: z.string(),
  shared: z.boolean(),
  at: ms,
});
export type Answer = z.infer<typeof AnswerSchema>;
export const AnswersSchema = z.object({
  people: z.array(PersonSchema),
  /** The caller's own, private ones as well, and what others shared; oldest first. */
  answers: z.array(AnswerSchema),
  /** Whether others are told what the caller shares: not while they are told as someone. */
  heard: z.boolean(),
});
export type Answers = z.infer<typeof AnswersSchema>;

// Looking back together

/** Where the one who leads is. All screens that follow show the same. */
export const LookBackPlaceSchema = z.object({
  at: ms.min(0).max(8.64e15),
  playing: z.boolean(),
  speed: z.number().min(1).max(64),
  /** The moment at which everybody is asked, and what. */
  asked: z.object({ momentId: z.string().max(100), question: typedLine(LIMITS.maxSentenceLength) }).nullable(),
});
export type LookBackPlace = z.infer<typeof LookBackPlaceSchema>;
export const LookBackSchema = z.object({
  leader: PersonSchema,
  /** The caller leads. */
  isMine: z.boolean(),
  /** How many follow, the leader not counted. */
  following: z.number().int(),
  place: LookBackPlaceSchema,
});
export type LookBack = z.infer<typeof LookBackSchema>;
/** What followers are told, one after the other: where it is, or null once nobody leads. */
export const LookBackNewsSchema = z.object({ lookBack: LookBackSchema.nullable() });
export type LookBackNews = z.infer<typeof LookBackNewsSchema>;
