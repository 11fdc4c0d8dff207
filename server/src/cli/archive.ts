import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createZstdCompress, createZstdDecompress } from 'node:zlib';
import { extract, pack, type Header } from 'tar-stream';
import { z } from 'zod';
import { diskFaultOf } from '../workers/diskFault.ts';
import { CommandError } from './sayings.ts';

/**
 * A backup is one file: a tar in zstd. First comes `manifest.json`, with name, size and SHA-256 of each file that
 * follows in that order.
 */
const ManifestSchema = z.object({
  format: z.literal(1),
  weft: z.string(),
  createdAt: z.number(),
  files: z.array(z.object({ name: z.string(), bytes: z.number(), sha256: z.string() })),
});
export type Manifest = z.infer<typeof ManifestSchema>;

const MANIFEST = 'manifest.json';
const MAX_MANIFEST_BYTES = 256 * 1024 * 1024;
/** What a backup may hold: nothing that it names can lead out of the folder it is restored into. */
const KNOWN = /^(app\.db|log\.db|secret|assets\/[0-9a-f]{2}\/[0-9a-f]{62})$/;

/** A file on its way into a backup: its name there, and where it lies now. */
export interface Source {
  readonly name: string;
  readonly path: string;
}

/** Writes a backup. @throws CommandError when a source changed or cannot be read meanwhile */
export async function writeArchive(
  target: string,
  sources: readonly Source[],
  about: Pick<Manifest, 'weft' | 'createdAt'>,
): Promise<Manifest> {
  const files = [];
  for (const { name, path } of sources)
    files.push({ name, bytes: (await stat(path)).size, sha256: await hashOf(path) });
  const manifest: Manifest = { format: 1, ...about, files };
  const tar = pack();
  const written = pipeline(
    tar,
    createZstdCompress({ params: { [constants.ZSTD_c_checksumFlag]: 1 } }),
    createWriteStream(target, { flags: 'wx', mode: 0o600, flush: true }),
  );
  const filled = (async () => {
    const text = Buffer.from(JSON.stringify(manifest));
    tar.entry({ name: MANIFEST, size: text.byteLength }, text);
    for (const [index, { path }] of sources.entries()) {
      const { name, bytes } = files[index] as Manifest['files'][number];
      await pipeline(createReadStream(path), tar.entry({ name, size: bytes, mode: 0o600 }));
    }
    tar.finalize();
  })();
  await Promise.all([written, filled]);
  return manifest;
}

/** Unpacks a backup into a folder, checking every file. @throws CommandError naming the file, and the part, at fault */
export async function readArchive(file: string, folder: string): Promise<Manifest> {
  const tar = extract();
  const unpacked = pipeline(createReadStream(file), createZstdDecompress(), tar);
  const read = readEntries(tar, file, folder);
  // Whichever fails first says why; the other then only fails along.
  const [manifest] = await Promise.all([read, unpacked.then(undefined, (error: unknown) => refuse(file, error))]);
  return manifest;
}

async function readEntries(tar: ReturnType<typeof extract>, file: string, folder: string): Promise<Manifest> {
  let manifest: Manifest | null = null;
  let next = 0;
  try {
    for await (const entry of tar as AsyncIterable<Readable & { header: Header }>) {
      const { name } = entry.header;
      if (manifest === null) {
        manifest = await readManifest(file, entry);
        continue;
      }
      const expected = manifest.files[next++];
      if (expected === undefined || expected.name !== name || !KNOWN.test(name))
        throw damaged(file, `${name} is not expected in it`);
      await unpackOne(entry, join(folder, name));
      if ((await hashOf(join(folder, name))) !== expected.sha256)
        throw damaged(file, `${name} does not match its SHA-256`);
    }
  } catch (error) {
    refuse(file, error);
  }
  if (manifest === null) throw damaged(file, 'it is empty');
  if (next < manifest.files.length) throw damaged(file, `${manifest.files[next]?.name ?? ''} is missing`);
  return manifest;
}

async function readManifest(file: string, entry: Readable & { header: Header }): Promise<Manifest> {
  if (entry.header.name !== MANIFEST) throw new CommandError(`${file} is no backup of Weft.`);
  if ((entry.header.size ?? 0) > MAX_MANIFEST_BYTES) throw damaged(file, 'its list of files is too long');
  const chunks: Uint8Array[] = [];
  for await (const chunk of entry) chunks.push(chunk as Uint8Array);
  const parsed = ManifestSchema.safeParse(JSON.parse(Buffer.concat(chunks).toString()));
  if (!parsed.success) throw new CommandError(`${file} is a backup of another Weft; this one does not know its form.`);
  return parsed.data;
}

async function unpackOne(entry: Readable, path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await pipeline(entry, createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true }));
}

export async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** The names in a folder outlive a power cut only when the folder itself was synced. Windows cannot, and need not. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const damaged = (file: string, why: string): CommandError => new CommandError(`${file} is damaged: ${why}.`);

function refuse(file: string, error: unknown): never {
  if (error instanceof CommandError) throw error;
  const { code } = error as NodeJS.ErrnoException;
  if (diskFaultOf(error) !== null) throw error;
  if (code === 'ENOENT') throw new CommandError(`There is no file ${file}.`);
  throw damaged(file, error instanceof Error ? error.message : String(error));
}
