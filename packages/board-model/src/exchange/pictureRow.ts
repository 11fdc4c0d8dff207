import { indicesAfter } from '../view/indexKeys.ts';
import { blankItem } from './blankItems.ts';
import { LeftOutTally, type BoardContent } from './importResult.ts';
import { soundContent } from './soundContent.ts';

/** A picture that is made of something else, the page of a document say. */
export interface RowPicture {
  readonly name: string;
  readonly mime: string;
  /** As it is to be shown, in pixels of the page. */
  readonly w: number;
  readonly h: number;
}

const GAP = 40;

/** Pictures beside each other. The asset of the n-th, whose bytes are yet to be kept, is `asset:picture{n}`. */
export function pictureRow(pictures: readonly RowPicture[]): BoardContent {
  const indices = indicesAfter('a1', null, pictures.length);
  let x = 0;
  const candidates = pictures.flatMap(({ name, mime, w, h }, i) => {
    const assetId = `asset:picture${i}`;
    const props = { w, h, name, isAnimated: false, mimeType: mime, src: null };
    const place = { id: `shape:picture${i}`, index: indices[i] ?? 'a1', x, y: 0 };
    x += w + GAP;
    return [
      { id: assetId, typeName: 'asset', type: 'image', props, meta: {} },
      blankItem({ ...place, type: 'image', props: { w, h, assetId, altText: name } }),
    ];
  });
  return { title: null, records: soundContent(candidates, new LeftOutTally()) };
}
