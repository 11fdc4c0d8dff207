import type { FastifyRequest } from 'fastify';
import { WeftError, type Person } from '@weft/protocol';
import type { Identity } from '../ports.ts';
import { isOwnOrigin } from './origin.ts';

export type RequirePerson = (request: FastifyRequest) => Promise<Person>;

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/** @throws WeftError `not_signed_in`, `token_invalid`, or `bad_origin` for a cookie that another site's page sent along. */
export function makeRequirePerson(identity: Identity, publicUrl: string | undefined): RequirePerson {
  return async (request) => {
    const result = await identity.authenticate(request.headers);
    if (!result.ok) throw new WeftError(result.code);
    if (result.cookie && !READING.has(request.method) && !isOwnOrigin(request.headers, publicUrl)) {
      throw new WeftError('bad_origin');
    }
    return result.person;
  };
}
