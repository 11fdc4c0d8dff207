import { toRichText } from '@tldraw/tlschema';
import type { Candidate } from './soundContent.ts';

/** The props that tldraw's tools begin with, of the items that other kinds of files are turned into. */
const PROPS = {
  note: {
    color: 'yellow',
    labelColor: 'black',
    size: 'm',
    font: 'draw',
    fontSizeAdjustment: 1,
    align: 'middle',
    verticalAlign: 'middle',
    growY: 0,
    url: '',
    scale: 1,
    textLastEditedBy: null,
  },
  text: { color: 'black', size: 'm', w: 100, font: 'draw', textAlign: 'start', autoSize: true, scale: 1 },
  geo: {
    geo: 'rectangle',
    w: 100,
    h: 100,
    dash: 'draw',
    url: '',
    growY: 0,
    scale: 1,
    flipX: false,
    flipY: false,
    labelColor: 'black',
    color: 'black',
    fill: 'none',
    size: 'm',
    font: 'draw',
    align: 'middle',
    verticalAlign: 'middle',
  },
  arrow: {
    kind: 'arc',
    labelColor: 'black',
    color: 'black',
    fill: 'none',
    dash: 'draw',
    size: 'm',
    arrowheadStart: 'none',
    arrowheadEnd: 'none',
    font: 'draw',
    bend: 0,
    labelPosition: 0.5,
    scale: 1,
    elbowMidPoint: 0.5,
  },
  draw: {
    color: 'black',
    fill: 'none',
    dash: 'draw',
    size: 'm',
    isComplete: true,
    isClosed: false,
    isPen: false,
    scale: 1,
    scaleX: 1,
    scaleY: 1,
  },
  line: { dash: 'draw', size: 'm', color: 'black', spline: 'line', scale: 1 },
  frame: { w: 100, h: 100, name: '', color: 'black' },
  group: {},
  image: {
    w: 100,
    h: 100,
    playing: true,
    url: '',
    assetId: null,
    crop: null,
    flipX: false,
    flipY: false,
    altText: '',
  },
} as const;

type BlankType = keyof typeof PROPS;

export interface BlankItem {
  readonly id: string;
  readonly type: BlankType;
  readonly x: number;
  readonly y: number;
  readonly index: string;
  readonly parentId?: string;
  readonly rotation?: number;
  readonly isLocked?: boolean;
  readonly opacity?: number;
  /** Plain text, for the kinds that carry text. */
  readonly text?: string;
  readonly props?: object;
}

/** The page that items of files without pages stand on. */
const PAGE_ID = 'page:page';

/** An item as its tool would begin it, with what differs. Not judged yet. */
export function blankItem({ id, type, text, props, ...rest }: BlankItem): Candidate {
  const hasText = type === 'note' || type === 'text' || type === 'geo' || type === 'arrow';
  return {
    typeName: 'shape',
    rotation: 0,
    parentId: PAGE_ID,
    isLocked: false,
    opacity: 1,
    meta: {},
    ...rest,
    id,
    type,
    props: { ...PROPS[type], ...(hasText ? { richText: toRichText(text ?? '') } : {}), ...props },
  };
}
