import { ByteReader } from './ByteReader.ts';

/**
 * Reads the body of a SyncStep1: how far each client is known to the other side.
 * @returns null for anything that is not exactly one state vector
 */
export function readStateVector(bytes: Uint8Array): Map<number, number> | null {
  const reader = new ByteReader(bytes);
  const vector = new Map<number, number>();
  const clients = reader.count(2);
  for (let index = 0; index < clients && reader.ok; index += 1) vector.set(reader.varUint(), reader.varUint());
  return reader.ok && reader.left === 0 ? vector : null;
}
