import type { FastifyBaseLogger } from 'fastify';

/** The structured log. No content that people wrote, no token and no query string ever goes into it. */
export type Logger = Pick<FastifyBaseLogger, 'debug' | 'info' | 'warn' | 'error'>;

const withoutQuery = (url: string): string => url.split('?')[0] ?? '';

/** A socket's token stands in the query string: of an address only the path is logged, whoever logs it. */
export const LOG_SERIALIZERS = {
  req: (request: { readonly method: string; readonly url: string }) => ({
    method: request.method,
    path: withoutQuery(request.url),
  }),
  path: withoutQuery,
};
