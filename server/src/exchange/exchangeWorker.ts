import {
  imageAddresses,
  insertInParts,
  readBoard,
  readBytes,
  settleImages,
  withImageAddresses,
  writeBoardJson,
  writeCsv,
  writeTldrawFile,
  type BoardContent,
  type ExtraColumn,
} from '@weft/board-model';
import { ContributionsSchema } from '@weft/protocol';
import { applyUpdate, Doc } from 'yjs';
import { serveWorker } from '../workers/serveWorker.ts';
import type { PrepareAnswer, PrepareCall, ReadAnswer, ReadCall, WriteCall } from './exchangeCalls.ts';

/** Applied in a few milliseconds on the server's own thread. */
const RECORDS_IN_PART = 50;

serveWorker({
  read: ({ bytes, name }: ReadCall): ReadAnswer => {
    const result = readBytes(bytes, name, decode);
    return result.ok ? { ...result, title: result.content.title, content: JSON.stringify(result.content) } : result;
  },

  prepare: ({ state, content, fates, idPrefix }: PrepareCall): PrepareAnswer => {
    const settled = settleImages(JSON.parse(content) as BoardContent, fates);
    const doc = docOf(state);
    const { items, updates } = insertInParts(doc, settled.content, { idPrefix }, RECORDS_IN_PART);
    const images = settled.content.records.filter((one) => one.typeName === 'asset' && one.type === 'image').length;
    return { updates, clientId: doc.clientID, items, images, leftOut: settled.leftOut };
  },

  images: (state: Uint8Array): Map<string, string> => imageAddresses(readBoard(docOf(state)).records),

  write: ({ state, format, title, images, contributions }: WriteCall): Uint8Array => {
    const { records } = readBoard(docOf(state));
    const embedded = withImageAddresses(records, dataUrlsOf(images));
    return new TextEncoder().encode(
      format === 'csv'
        ? writeCsv(records, contributions === null ? [] : [startedBy(contributions)])
        : format === 'tldr'
          ? writeTldrawFile(embedded)
          : writeBoardJson(title, embedded),
    );
  },
});

const decode = (bytes: Uint8Array, encoding: string, fatal: boolean): string =>
  new TextDecoder(encoding, { fatal }).decode(bytes);

function docOf(state: Uint8Array): Doc {
  const doc = new Doc();
  applyUpdate(doc, state);
  return doc;
}

function dataUrlsOf(images: WriteCall['images']): Map<string, string> {
  return new Map(
    [...images].map(([id, { mime, bytes }]) => [id, `data:${mime};base64,${Buffer.from(bytes).toString('base64')}`]),
  );
}

function startedBy(json: Uint8Array): ExtraColumn {
  const { people, items } = ContributionsSchema.parse(JSON.parse(new TextDecoder().decode(json)));
  const nameOf = new Map<string, string>(people.map(({ id, name }) => [id, name]));
  const starterOf = new Map<string, string | null>(items.map((item) => [item.id, item.startedBy]));
  return { name: 'started by', valueOf: ({ id }) => nameOf.get(starterOf.get(id) ?? '') ?? '' };
}
