import { ErrorBodySchema, type ErrorCode } from '@weft/protocol';
import type { z } from 'zod';
import { ApiError } from './ApiError.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

async function fetchOrThrow(method: Method, path: string, body: unknown): Promise<Response> {
  const json =
    body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  return await reach(path, { method, ...json });
}

async function reach(path: string, options: RequestInit): Promise<Response> {
  try {
    return await fetch(path, { credentials: 'same-origin', ...options });
  } catch (error) {
    if (options.signal?.aborted === true) throw error;
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

function refusal(response: Pick<Response, 'status'>, body: unknown): ApiError {
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
  return readAnswer(response, await readJson(response), schema);
}

/** Like `request`, with raw bytes. */
export async function send<T>(
  path: string,
  schema: z.ZodType<T>,
  bytes: Uint8Array<ArrayBuffer>,
  signal: AbortSignal,
): Promise<T> {
  const headers = { 'content-type': 'application/octet-stream' };
  const response = await reach(path, { method: 'POST', headers, body: bytes, signal });
  return readAnswer(response, await readJson(response), schema);
}

/** What came back, whichever way it was asked for. @throws ApiError as `request` does */
export function readAnswer<T>(response: Pick<Response, 'ok' | 'status'>, answer: unknown, schema: z.ZodType<T>): T {
  if (!response.ok) throw refusal(response, answer);
  const parsed = schema.safeParse(answer);
  if (!parsed.success) throw new ApiError('unreadable', parsed.error.message.slice(0, 200));
  return parsed.data;
}

/** Like `request`, where the answer has nothing to tell. */
export async function command(method: Method, path: string, body?: unknown): Promise<void> {
  const response = await fetchOrThrow(method, path, body);
  if (!response.ok) throw refusal(response, await readJson(response));
}

/** Like `request`, for an answer that is bytes; empty when there is no content. */
export async function requestBytes(path: string): Promise<Uint8Array> {
  const response = await fetchOrThrow('GET', path, undefined);
  if (!response.ok) throw refusal(response, await readJson(response));
  try {
    return new Uint8Array(await response.arrayBuffer());
  } catch (error) {
    throw new ApiError('unreachable', error instanceof Error ? error.message : undefined);
  }
}
