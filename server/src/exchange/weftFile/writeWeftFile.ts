import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { pack } from 'tar-stream';
import { BEGIN, END, type WeftBegin, type WeftEnd } from './weftFormat.ts';

export interface WeftSource {
  readonly begin: WeftBegin;
  /** Segments of the log, in order. */
  readonly log: AsyncIterable<{ readonly first: number; readonly last: number; readonly bytes: Uint8Array }>;
  readonly assets: AsyncIterable<{ readonly id: string; readonly bytes: Uint8Array }>;
  /** Asked once the log was written: who is in it, and what people marked. */
  readonly told: () => Promise<Pick<WeftEnd, 'people' | 'moments'>>;
}

/** Written as it is read: no more than a segment or an image is in memory. What ends early has no `end.json`. */
export function writeWeftFile(source: WeftSource): Readable {
  const tar = pack();
  const files: WeftEnd['files'] = [];
  const add = async (name: string, bytes: Uint8Array): Promise<void> => {
    files.push({ name, sha256: createHash('sha256').update(bytes).digest('hex') });
    await pipeline(Readable.from([bytes]), tar.entry({ name, size: bytes.byteLength, mode: 0o600 }));
  };
  const fill = async (): Promise<void> => {
    await add(BEGIN, json(source.begin));
    let entries = 0;
    for await (const { first, last, bytes } of source.log) {
      await add(`log/${first}`, bytes);
      entries = last;
    }
    for await (const { id, bytes } of source.assets) await add(`assets/${id}`, bytes);
    await add(END, json({ ...(await source.told()), entries, files: [...files] } satisfies WeftEnd));
    tar.finalize();
  };
  fill().catch((error: unknown) => tar.destroy(error instanceof Error ? error : new Error(String(error))));
  return Readable.from(tar);
}

const json = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
