import { z } from 'zod';
import { PersonIdSchema, type PersonId } from './ids.ts';
import type { Person } from './person.ts';

/**
 * How a board shows whose something is. The server obeys it wherever it tells of people; see `docs/PRIVACY.md`.
 *
 * - `names`: by name and colour.
 * - `colours`: by colour only; a person's id is the same on the whole board and says nothing elsewhere.
 * - `off`: everybody but oneself is {@link SOMEONE}.
 */
export const DISPLAYS = ['names', 'colours', 'off'] as const;
export const DisplaySchema = z.enum(DISPLAYS);
export type Display = z.infer<typeof DisplaySchema>;

/** Who is not told: hidden by their own choice, deleted, or not shown on this board. All of them are one. */
export const SOMEONE: PersonId = PersonIdSchema.parse('someone');
/** Not one of the person colours: it is nobody's. */
export const SOMEONE_COLOR = '#8a8378';
/** The interface says "someone" in its own language; other tools read this. */
export const someone: Person = { id: SOMEONE, name: 'someone', color: SOMEONE_COLOR };

export const DisplaySettingSchema = z.object({
  display: DisplaySchema,
  /** Since when (ms since the epoch) it is so: what was done before a setting was loosened stays as it was shown. */
  since: z.number(),
});
export type DisplaySetting = z.infer<typeof DisplaySettingSchema>;
export const SetDisplaySchema = z.object({ display: DisplaySchema });
