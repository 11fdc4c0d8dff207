import { createDecoder, readTailAsUint8Array, readVarUint } from 'lib0/decoding';
import { createEncoder, toUint8Array, writeUint8, writeUint8Array, writeVarUint } from 'lib0/encoding';

/**
 * What sealing asks of the outside, since this package runs on the server and in a browser: there, over plain http,
 * neither zstd nor SHA-256 is built in.
 */
export interface OpenCodec {
  /** Unpacks zstd; throws on bytes that are not zstd, or that come to another length. */
  decompress(bytes: Uint8Array, length: number): Uint8Array;
  /** In hex. */
  sha256(bytes: Uint8Array): string;
}

export interface SealCodec extends OpenCodec {
  /** zstd. */
  compress(bytes: Uint8Array): Uint8Array;
}

/** A piece of a board's past, complete and never changed again. Its hash is its name and covers every byte of it. */
export interface Sealed {
  readonly bytes: Uint8Array;
  readonly hash: string;
}

/** What was sealed, or in a few words what is wrong with it; damaged bytes are never handed on. */
export type Opened<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly damage: string };

/** A format of sealed bytes: four letters, then its version. */
export interface SealFormat {
  readonly name: string;
  readonly version: number;
}

/** More than any piece comes to: what says it unpacks to more is not unpacked. */
const MAX_CONTENT_BYTES = 256 * 1024 * 1024;
const NAME_LENGTH = 4;

/** `name` (4 bytes) · `version` (1 byte) · varUint length of the content · the content in zstd. */
export function seal(format: SealFormat, content: Uint8Array, codec: SealCodec): Sealed {
  const encoder = createEncoder();
  for (let at = 0; at < NAME_LENGTH; at++) writeUint8(encoder, format.name.charCodeAt(at));
  writeUint8(encoder, format.version);
  writeVarUint(encoder, content.byteLength);
  writeUint8Array(encoder, codec.compress(content));
  const bytes = toUint8Array(encoder);
  return { bytes, hash: codec.sha256(bytes) };
}

/** Checks the hash before a single byte is read, then unpacks and reads the content. */
export function unseal<T>(
  format: SealFormat,
  { bytes, hash }: Sealed,
  codec: OpenCodec,
  read: (content: Uint8Array) => T,
): Opened<T> {
  if (codec.sha256(bytes) !== hash) return { ok: false, damage: 'its bytes do not match its SHA-256' };
  return openContent(format, bytes, codec, read);
}

/** Unpacks and reads the content of bytes whose hash is known to be right, or that have none. */
export function openContent<T>(
  format: SealFormat,
  bytes: Uint8Array,
  codec: OpenCodec,
  read: (content: Uint8Array) => T,
): Opened<T> {
  const name = String.fromCharCode(...bytes.subarray(0, NAME_LENGTH));
  if (name !== format.name) return { ok: false, damage: `it is no ${format.name}` };
  const version = bytes[NAME_LENGTH];
  if (version !== format.version) return { ok: false, damage: `its format ${version} is not known` };
  try {
    const decoder = createDecoder(bytes.subarray(NAME_LENGTH + 1));
    const length = readVarUint(decoder);
    if (length > MAX_CONTENT_BYTES) return { ok: false, damage: `it says that it unpacks to ${length} bytes` };
    return { ok: true, value: read(codec.decompress(readTailAsUint8Array(decoder), length)) };
  } catch (error) {
    return { ok: false, damage: `it cannot be unpacked: ${error instanceof Error ? error.message : String(error)}` };
  }
}
