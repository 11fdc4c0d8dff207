import { ErrorBodySchema, type ErrorCode } from '@weft/protocol';
import type { z } from 'zod';
import { ApiError } from './ApiError.ts';

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

async function fetchOrThrow(method: Method, path: string, body: unknown): Promise<Response> {
  const json =
    body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  try {
    return await fetch(path, { method, credentials: 'same-origin', ...json });
  } catch (error) {
    throw new ApiError('unreachable', error instanceof Error ? error.message : undefined);
  }
}

/** A proxy or a dead server may answer with anything; what is not JSON is `undefined`. */
async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refusal(response: Response, body: unknown): ApiError {
  const parsed = ErrorBodySchema.safeParse(body);
  if (parsed.success) return new ApiError(parsed.data.code as ErrorCode, parsed.data.detail);
  const gateway = response.status >= 502 && response.status <= 504;
  return new ApiError(gateway ? 'unreachable' : 'internal', `HTTP ${response.status}`);
}

/**
 * Asks the server and checks the answer against the shared schema.
 * @throws ApiError with the server's code, `unreachable`, or `unreadable` for an answer of another form.
 */
export async function request<T>(method: Method, path: string, schema: z.ZodType<T>, body?: unknown): Promise<T> {
  const response = await fetchOrThrow(method, path, body);
  const answer = await readJson(response);
  if (!response.ok) throw refusal(response, answer);
  const parsed = schema.safeParse(answer);
  if (!parsed.success) throw new ApiError('unreadable', `${method} ${path}`);
  return parsed.data;
}

/** Like `request`, where the answer has nothing to tell. */
export async function command(method: Method, path: string, body?: unknown): Promise<void> {
  const response = await fetchOrThrow(method, path, body);
  if (!response.ok) throw refusal(response, await readJson(response));
}
