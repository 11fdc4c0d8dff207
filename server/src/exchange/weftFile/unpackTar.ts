import { Readable } from 'node:stream';
import { extract, type Header } from 'tar-stream';
import { WeftError } from '@weft/protocol';

/** The files of a tar by name, in their order. No name is ever a path that is written to. @throws WeftError `import_broken` */
export async function unpackTar(bytes: Uint8Array): Promise<ReadonlyMap<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  const tar = extract();
  // What is wrong with it is thrown by the loop below as well.
  Readable.from([bytes])
    .on('error', () => undefined)
    .pipe(tar);
  try {
    for await (const entry of tar as AsyncIterable<Readable & { header: Header }>) {
      const { name } = entry.header;
      if (files.has(name)) throw new RangeError('a file stands twice in it');
      const chunks: Uint8Array[] = [];
      for await (const chunk of entry) chunks.push(chunk as Uint8Array);
      files.set(name, Buffer.concat(chunks));
    }
  } catch (error) {
    throw new WeftError('import_broken', error instanceof Error ? error.message : 'no tar');
  }
  return files;
}
