import type { FastifyBaseLogger } from 'fastify';

/** The structured log. No content that people wrote, no token and no query string ever goes into it. */
export type Logger = Pick<FastifyBaseLogger, 'debug' | 'info' | 'warn' | 'error'>;
