import type { FastifyReply } from 'fastify';

/** What is told to one person is kept by no cache on the way. */
export const NO_STORE = 'private, no-store';
export const JSON_TYPE = 'application/json; charset=utf-8';

/** What a worker made into JSON goes out as it is, past the serializer. */
export const sendPrivateJson = (reply: FastifyReply, json: Uint8Array): FastifyReply =>
  reply.header('cache-control', NO_STORE).type(JSON_TYPE).send(Buffer.from(json));
