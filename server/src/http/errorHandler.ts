import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { ERRORS, WeftError, type ErrorBody, type ErrorCode } from '@weft/protocol';

/** What Fastify itself refuses, in our words. */
const FASTIFY_CODES: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'payload_too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'bad_request',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'bad_request',
  FST_ERR_CTP_INVALID_JSON_BODY: 'bad_request',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'bad_request',
  FST_ERR_BAD_URL: 'not_found',
  FST_ERR_MAX_PARAM_LENGTH: 'not_found',
};

function codedErrorOf(error: FastifyError | WeftError): WeftError {
  if (error instanceof WeftError) return error;
  if (hasZodFastifySchemaValidationErrors(error)) {
    const places = error.validation.map(
      (issue) => `${error.validationContext ?? 'request'}${issue.instancePath}: ${issue.message ?? ''}`,
    );
    return new WeftError('bad_request', places.join('; '));
  }
  const code = FASTIFY_CODES[error.code];
  if (code !== undefined) return new WeftError(code);
  return (error.statusCode ?? 500) < 500 ? new WeftError('bad_request', error.message) : new WeftError('internal');
}

/** What a request was refused with, for whoever counts. */
export const codeOf = (error: FastifyError | WeftError): ErrorCode => codedErrorOf(error).code;

/**
 * The same for what comes before any route, such as an address that cannot be read. Nobody looks after the connection
 * then; one that asked to become a socket would stay open, and a server that stops would wait for it for ever.
 */
export function answerUnroutable(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const { socket } = request.raw;
  if (request.headers.upgrade !== undefined) reply.raw.once('finish', () => socket.destroySoon());
  answerError(error, request, reply);
}

/** The one place where an error becomes an answer. A fault of ours is logged with its cause and told without it. */
export function answerError(
  error: FastifyError | WeftError,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const coded = codedErrorOf(error);
  const row = ERRORS[coded.code];
  const status = row.http ?? 500;
  if (status >= 500) request.log.error({ err: error, code: coded.code }, 'request failed');
  else request.log.info({ code: coded.code }, 'request refused');
  const detail = status >= 500 ? undefined : coded.detail;
  const body: ErrorBody = { code: coded.code, message: row.message, ...(detail === undefined ? {} : { detail }) };
  return reply.code(status).send(body);
}
