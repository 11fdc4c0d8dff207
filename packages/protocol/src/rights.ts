/** What a person may do with all that is kept about them: look at it, leave, delete themself. */
import { z } from 'zod';
import { DisplaySchema } from './display.ts';
import { BoardIdSchema, PersonIdSchema } from './ids.ts';
import { PersonSchema, RoleSchema } from './person.ts';

const ms = z.number().describe('milliseconds since the epoch');
const count = z.number().int();
const board = z.object({ id: BoardIdSchema, title: z.string() });

/** All that is kept about a person, board by board, and what others see of them there. */
export const RecordSchema = z.object({
  person: PersonSchema,
  since: ms.describe('when the person first came to this server'),
  /** Devices and browsers that are signed in as this person. */
  sessions: count,
  boards: z.array(
    z.object({
      board,
      role: RoleSchema,
      joinedAt: ms,
      visitedAt: ms,
      leftAt: ms.nullable(),
      partUntil: ms.nullable().describe('who was taken off the board sees their part until then'),
      /** How the board shows people now, and how others are told of this person for what they do now. */
      display: DisplaySchema,
      seenAs: PersonSchema,
      hidden: z.boolean(),
      knownBy: z.boolean().describe('an item or a sentence to be known by was chosen'),
      statements: count.describe('said for others to read'),
      reflections: count.describe('private: told to nobody else'),
      frozen: count,
      offers: count,
      moments: count.describe('marked by the person'),
      answers: count.describe('at moments, private and shared'),
      recoveryLinks: count,
    }),
  ),
  /** There are more boards than are told of here: the ones that were visited longest ago. */
  more: z.boolean(),
});
export type PersonRecord = z.infer<typeof RecordSchema>;

/** Leaving a board. Its last facilitator names another where others are on it. */
export const LeaveSchema = z.object({ facilitator: PersonIdSchema.optional() });

/** A facilitator takes a person off a board: with their part, who is someone from then on, or without it, told as before. */
export const RemovalSchema = z.object({ part: z.enum(['remove', 'keep']).default('remove') });
export type Removal = z.output<typeof RemovalSchema>;

/** What deleting oneself would take away, and what would stay without a name. */
export const DeletionSchema = z.object({
  /** Only the person can reach what is on these: they are deleted with them. */
  boardsDeleted: z.array(board),
  /** On these everything that the person made stays, as someone's. */
  boardsLeft: z.array(board),
  /** Those of the boards that stay on which nobody would be a facilitator any more. */
  boardsWithoutFacilitator: z.array(board),
  statements: count,
  reflections: count,
  frozen: count,
  offers: count,
  answers: count,
});
export type Deletion = z.infer<typeof DeletionSchema>;
