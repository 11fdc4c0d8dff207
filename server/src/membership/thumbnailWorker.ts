import { readBoard, renderThumbnail } from '@weft/board-model';
import { Doc, applyUpdate } from 'yjs';
import { serveWorker } from '../workers/serveWorker.ts';
import { THUMBNAIL_SIZE } from './Thumbnails.ts';

serveWorker({
  render: (update: Uint8Array) => {
    const doc = new Doc();
    applyUpdate(doc, update);
    const svg = renderThumbnail(readBoard(doc).records, THUMBNAIL_SIZE);
    doc.destroy();
    return svg;
  },
});
