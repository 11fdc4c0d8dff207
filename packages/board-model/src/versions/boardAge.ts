import type { SerializedSchema } from '@tldraw/store';
import type { BoardFormat } from '../format.ts';
import { FORMAT_VERSION } from '../format.ts';
import { isObject } from '../layout/json.ts';
import { SCHEMA } from '../schema.ts';

/** How what a document was written with stands to this program. `newer`: at least in part beyond what it knows. */
export type BoardAge = 'older' | 'today' | 'newer';

const TODAY = sequencesIn(SCHEMA.serialize()) ?? new Map<string, number>();

/**
 * Compares a document's format version and tldraw schema with this program's. What says nothing readable counts as
 * today's: the server writes both and restores them at once where somebody took them away.
 */
export function boardAge({ format, schema }: BoardFormat): BoardAge {
  const ages = [ageOfNumber(format ?? FORMAT_VERSION, FORMAT_VERSION), ageOfSchema(schema)];
  if (ages.includes('newer')) return 'newer';
  return ages.includes('older') ? 'older' : 'today';
}

/** A document's tldraw schema, if it is one; what it says of single sequences may still be beyond this program. */
export function readSchema(schema: unknown): SerializedSchema | null {
  const sequences = sequencesIn(schema);
  return sequences && { schemaVersion: 2, sequences: Object.fromEntries(sequences) };
}

function ageOfNumber(theirs: number, ours: number): BoardAge {
  if (theirs === ours) return 'today';
  return theirs < ours ? 'older' : 'newer';
}

function ageOfSchema(schema: unknown): BoardAge {
  const theirs = sequencesIn(schema);
  if (!theirs) return 'today';
  // Where one sequence is ahead and another behind, the document is beyond us all the same.
  for (const [id, version] of theirs) if (version > (TODAY.get(id) ?? -1)) return 'newer';
  for (const [id, version] of TODAY) if (version > (theirs.get(id) ?? -1)) return 'older';
  return 'today';
}

function sequencesIn(schema: unknown): Map<string, number> | null {
  if (!isObject(schema) || schema['schemaVersion'] !== 2 || !isObject(schema['sequences'])) return null;
  const sequences = new Map<string, number>();
  for (const [id, version] of Object.entries(schema['sequences'])) {
    if (typeof version !== 'number' || !Number.isSafeInteger(version) || version < 0) return null;
    sequences.set(id, version);
  }
  return sequences;
}
