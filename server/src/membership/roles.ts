import type { Role } from '@weft/protocol';

const RANK: Readonly<Record<Role, number>> = { viewer: 0, participant: 1, facilitator: 2 };

/** A second link never takes away what a person has: the higher role stays. */
export const higherRole = (a: Role, b: Role): Role => (RANK[a] >= RANK[b] ? a : b);

/** Facilitators give any role; participants may bring in people who are at most participants; viewers bring in nobody. */
export const mayGive = (own: Role, given: Role): boolean =>
  own === 'facilitator' || (own === 'participant' && given !== 'facilitator');
