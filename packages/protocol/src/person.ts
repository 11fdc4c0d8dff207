import { z } from 'zod';
import { PersonIdSchema } from './ids.ts';
import { LIMITS } from './limits.ts';
import { typedLine } from './typedLine.ts';

/**
 * The twelve person colours, natural dyes that stay apart with colour-vision deficiency; never shown without
 * initials or a name. A person's `color` is the light value; the interface maps it to the thread token, which has
 * a dark value too.
 */
export const PERSON_COLORS = [
  '#b5382a',
  '#2f4b9b',
  '#b98a10',
  '#4e7d3b',
  '#7a4fa3',
  '#1f8299',
  '#d0701a',
  '#c23b78',
  '#7b5a3c',
  '#546473',
  '#7e9127',
  '#5a2a5e',
] as const;

/** @returns the colour given to the n-th person (from 0), in the order of arrival. */
export const colorInOrder = (arrival: number): string => PERSON_COLORS[arrival % PERSON_COLORS.length] as string;

/** @returns the thread number 1…12 of a colour, for the tokens `--t1` … `--t12`; 10 (slate) for a colour that is none of them. */
export function threadOf(color: string): number {
  const index = (PERSON_COLORS as readonly string[]).indexOf(color);
  return index === -1 ? 10 : index + 1;
}

/** A name as people typed it. */
export const PersonNameSchema = typedLine(LIMITS.maxNameLength);

export const PersonSchema = z.object({ id: PersonIdSchema, name: z.string(), color: z.string() });
export type Person = z.infer<typeof PersonSchema>;

export const RoleSchema = z.enum(['facilitator', 'participant', 'viewer']);
export type Role = z.infer<typeof RoleSchema>;

export const mayEdit = (role: Role): boolean => role !== 'viewer';

const letters = new Intl.Segmenter();
const lettersOf = (word: string): string[] => Array.from(letters.segment(word), ({ segment }) => segment);

/** One or two letters for a face: first letters of the first and last word, else the first two of the only one. */
export function initialsOf(name: string): string {
  const words = name
    .trim()
    .split(/\s+/u)
    .filter((word) => word !== '')
    .map(lettersOf);
  const initials = words.length > 1 ? [words[0]?.[0], words.at(-1)?.[0]] : words[0]?.slice(0, 2);
  return initials?.join('').toLocaleUpperCase() || '?';
}
