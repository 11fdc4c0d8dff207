import type { PersonId } from '@weft/protocol';
import type { ExpressionBuilder } from 'kysely';
import type { Database } from './Database.ts';

/**
 * What people have of their own on a board: it goes with their part and with themself. A moment that they marked is
 * content of the board: it goes with their part alone.
 */
export const OWN_ON_BOARD = ['statements', 'part_choices', 'frozen_parts', 'moment_answers'] as const;

/** Offers that a person is one of the two of. */
export const isOfferOf = (personId: PersonId) => (eb: ExpressionBuilder<Database, 'offers'>) =>
  eb.or([eb('from_person', '=', personId), eb('to_person', '=', personId)]);
