import { createHash, randomBytes } from 'node:crypto';

/** An id or link token of 128 random bits, 22 characters that need no escaping in an address. */
export const randomToken = (): string => randomBytes(16).toString('base64url');

/** A token that signs somebody in for long: 192 random bits, 32 characters. */
export const randomKey = (): string => randomBytes(24).toString('base64url');

/** What is stored of a token that signs somebody in: who reads the database cannot use it. It is random, so needs no salt. */
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url');
