import { isObject } from '../../layout/json.ts';
import { indicesAfter } from '../../view/indexKeys.ts';
import { LeftOutTally, MAX_IMPORTED_ITEMS, refuse, type ImportResult } from '../importResult.ts';
import { candidatesIn, soundContent, type Candidate } from '../soundContent.ts';
import { numberIn, partIn, textIn, type Element } from './element.ts';
import { draftOf } from './itemOf.ts';
import { nested, type Made } from './nesting.ts';

/** Versions 1 and 2 differ in fields that are read with fallbacks anyway. */
const FILE_VERSION = 2;
const KNOWN_TYPES: ReadonlySet<unknown> = new Set([
  'rectangle',
  'ellipse',
  'diamond',
  'text',
  'arrow',
  'line',
  'freedraw',
  'frame',
  'magicframe',
  'image',
]);

/** Files of Excalidraw and what it puts on the clipboard. */
export function isExcalidraw(value: unknown): boolean {
  return isObject(value) && (value['type'] === 'excalidraw' || value['type'] === 'excalidraw/clipboard');
}

/** Reads a parsed `.excalidraw` file. Elements of kinds that Weft has nothing like are counted by their type. */
export function readExcalidraw(value: unknown): ImportResult {
  if (!isObject(value) || !Array.isArray(value['elements'])) return refuse('broken', 'no list of elements');
  if (numberIn(value, 'version', FILE_VERSION) > FILE_VERSION) return refuse('too_new', 'newer Excalidraw file');
  const leftOut = new LeftOutTally();
  const elements = candidatesIn(value['elements'], leftOut).filter(({ isDeleted }) => isDeleted !== true);
  if (elements.length > MAX_IMPORTED_ITEMS) return refuse('too_large', `${elements.length} elements`);
  const made = makeItems(elements, leftOut);
  const pictures = new Pictures(partIn(value, 'files'));
  const elementOf = new Map<unknown, Element>(made.map(({ id, element }) => [id, element]));
  const items = nested(made).map((item) => pictures.shownIn(item, elementOf.get(item['id']) ?? {}));
  const records = soundContent([...items, ...bindingsOf(made, leftOut), ...pictures.assets], leftOut);
  return { ok: true, format: 'excalidraw', content: { title: null, records }, leftOut: leftOut.list() };
}

function makeItems(elements: readonly Element[], leftOut: LeftOutTally): Made[] {
  const labels = labelsOf(elements);
  // By themselves rather than by their ids, which may be missing or another's too.
  const isLabel = new Set(labels.values());
  const indices = indicesAfter('a1', null, elements.length);
  return elements.flatMap((element, i): Made[] => {
    if (element['type'] === 'selection' || isLabel.has(element)) return [];
    const draft = draftOf(element, labels.get(textIn(element, 'id')));
    if (draft === null) {
      leftOut.add(textIn(element, 'type'), KNOWN_TYPES.has(element['type']) ? 'invalid' : 'not_supported');
      return [];
    }
    return [{ id: `shape:element${i}`, index: indices[i] ?? 'a1', element, draft }];
  });
}

const HOLDERS_OF_LABELS: ReadonlySet<unknown> = new Set(['rectangle', 'ellipse', 'diamond', 'arrow']);

/** Element id → the text that is bound to it, which is its label here. */
function labelsOf(elements: readonly Element[]): Map<string, Element> {
  const holders = new Set(elements.filter(({ type }) => HOLDERS_OF_LABELS.has(type)).map(({ id }) => id));
  const labels = new Map<string, Element>();
  for (const element of elements) {
    const holder = textIn(element, 'containerId');
    if (element['type'] === 'text' && holders.has(holder) && !labels.has(holder)) labels.set(holder, element);
  }
  return labels;
}

/** The ends of arrows that hold on to something. */
function bindingsOf(made: readonly Made[], leftOut: LeftOutTally): Candidate[] {
  const byElement = new Map(made.map((one) => [textIn(one.element, 'id'), one]));
  return made
    .filter(({ draft }) => draft.type === 'arrow')
    .flatMap((arrow) =>
      (['start', 'end'] as const).flatMap((terminal): Candidate[] => {
        const target = textIn(partIn(arrow.element, `${terminal}Binding`), 'elementId');
        if (target === '') return [];
        const held = byElement.get(target);
        if (held === undefined) leftOut.add('binding', 'not_connected');
        return held === undefined ? [] : [binding(arrow, held, terminal)];
      }),
    );
}

function binding(arrow: Made, held: Made, terminal: 'start' | 'end'): Candidate {
  return {
    id: `binding:${arrow.id.slice('shape:'.length)}${terminal}`,
    typeName: 'binding',
    type: 'arrow',
    fromId: arrow.id,
    toId: held.id,
    props: { terminal, normalizedAnchor: { x: 0.5, y: 0.5 }, isExact: false, isPrecise: false, snap: 'none' },
    meta: {},
  };
}

/** The pictures of a file as assets, one for each picture however often it is shown. */
class Pictures {
  readonly assets: Candidate[] = [];
  readonly #files: Element;
  readonly #idOf = new Map<string, string>();

  constructor(files: Element) {
    this.#files = files;
  }

  /** The item with its picture, if it is one and the file has it. */
  shownIn(item: Candidate, element: Element): Candidate {
    if (item['type'] !== 'image') return item;
    const assetId = this.#assetFor(textIn(element, 'fileId'), element);
    return { ...item, props: { ...partIn(item, 'props'), assetId } };
  }

  #assetFor(fileId: string, element: Element): string {
    const known = this.#idOf.get(fileId);
    if (known !== undefined) return known;
    const id = `asset:picture${this.#idOf.size}`;
    this.#idOf.set(fileId, id);
    const file = Object.hasOwn(this.#files, fileId) ? partIn(this.#files, fileId) : {};
    const mimeType = textIn(file, 'mimeType') || null;
    const src = textIn(file, 'dataURL') || null;
    const size = { w: Math.max(1, numberIn(element, 'width', 1)), h: Math.max(1, numberIn(element, 'height', 1)) };
    const props = { ...size, name: 'picture', isAnimated: false, mimeType, src };
    this.assets.push({ id, typeName: 'asset', type: 'image', props, meta: {} });
    return id;
  }
}
