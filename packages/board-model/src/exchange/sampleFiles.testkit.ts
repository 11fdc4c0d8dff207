/** Files as the programs themselves write them, cut down to what matters. */

export const PNG =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

const oldShape = (id: string, type: string, props: object, others: object = {}): object => ({
  id: `shape:${id}`,
  typeName: 'shape',
  type,
  x: 100,
  y: 100,
  rotation: 0,
  index: 'a1',
  parentId: 'page:old',
  isLocked: false,
  props,
  ...others,
});

const style = { color: 'black', size: 'm', font: 'draw', opacity: '1' };
const label = { ...style, align: 'middle', text: 'hello' };

/** As tldraw of spring 2023 wrote it: schema of the first form, arrows that hold what they bind to, plain text. */
export function oldTldrawFile(): object {
  return {
    tldrawFileFormatVersion: 1,
    schema: {
      schemaVersion: 1,
      storeVersion: 4,
      recordVersions: {
        asset: { version: 1, subTypeKey: 'type', subTypeVersions: { image: 2, video: 2, bookmark: 0 } },
        camera: { version: 1 },
        document: { version: 2 },
        instance: { version: 17 },
        instance_page_state: { version: 3 },
        page: { version: 1 },
        shape: {
          version: 1,
          subTypeKey: 'type',
          subTypeVersions: {
            group: 0,
            embed: 4,
            bookmark: 1,
            image: 2,
            text: 1,
            draw: 1,
            geo: 6,
            line: 0,
            note: 4,
            frame: 0,
            arrow: 1,
            video: 1,
          },
        },
        instance_presence: { version: 4 },
        pointer: { version: 1 },
      },
    },
    records: [
      { gridSize: 10, name: 'Plans', meta: {}, id: 'document:document', typeName: 'document' },
      { meta: {}, id: 'page:old', name: 'First thoughts', index: 'a1', typeName: 'page' },
      { id: 'instance:1', typeName: 'instance', currentPageId: 'page:old' },
      { x: 0, y: 0, z: 1, meta: {}, id: 'camera:page:old', typeName: 'camera' },
      oldShape('box', 'geo', {
        ...label,
        w: 200,
        h: 120,
        geo: 'rectangle',
        labelColor: 'black',
        fill: 'none',
        dash: 'draw',
        verticalAlign: 'middle',
        growY: 0,
        url: '',
      }),
      oldShape(
        'note',
        'note',
        { ...label, color: 'yellow', growY: 0, url: '', verticalAlign: 'middle' },
        { x: 500, index: 'a2' },
      ),
      oldShape(
        'arrow',
        'arrow',
        {
          ...style,
          labelColor: 'black',
          fill: 'none',
          dash: 'draw',
          arrowheadStart: 'none',
          arrowheadEnd: 'arrow',
          text: '',
          bend: 0,
          start: { type: 'binding', boundShapeId: 'shape:box', normalizedAnchor: { x: 0.5, y: 0.5 }, isExact: false },
          end: { type: 'point', x: 300, y: 60 },
        },
        { index: 'a3' },
      ),
    ],
  };
}

const element = (id: string, type: string, others: object = {}): object => ({
  id,
  type,
  x: 0,
  y: 0,
  width: 200,
  height: 100,
  angle: 0,
  strokeColor: '#1e1e1e',
  backgroundColor: 'transparent',
  fillStyle: 'solid',
  strokeWidth: 2,
  strokeStyle: 'solid',
  roughness: 1,
  opacity: 100,
  groupIds: [],
  frameId: null,
  roundness: null,
  seed: 1,
  version: 5,
  isDeleted: false,
  boundElements: [],
  link: null,
  locked: false,
  ...others,
});

const words = (id: string, text: string, others: object = {}): object =>
  element(id, 'text', {
    text,
    originalText: text,
    fontSize: 20,
    fontFamily: 5,
    textAlign: 'center',
    verticalAlign: 'middle',
    containerId: null,
    autoResize: true,
    lineHeight: 1.25,
    width: 90,
    height: 25,
    ...others,
  });

/** As Excalidraw writes it: everything it can draw, and two things that Weft has nothing like. */
export function excalidrawFile(): { type: string; version: number; elements: object[]; files: object } {
  return {
    type: 'excalidraw',
    version: 2,
    elements: [
      element('box', 'rectangle', { backgroundColor: '#ffc9c9', boundElements: [{ type: 'text', id: 'boxText' }] }),
      words('boxText', 'In the box', { containerId: 'box' }),
      element('oval', 'ellipse', { x: 400, angle: Math.PI / 2 }),
      element('arrow', 'arrow', {
        points: [
          [0, 0],
          [100, -40],
          [200, 0],
        ],
        startBinding: { elementId: 'box', focus: 0, gap: 4 },
        endBinding: { elementId: 'oval', focus: 0, gap: 4 },
        endArrowhead: 'arrow',
        startArrowhead: null,
      }),
      words('arrowText', 'leads to', { containerId: 'arrow' }),
      element('line', 'line', {
        points: [
          [0, 0],
          [50, 50],
        ],
        y: 300,
      }),
      element('stroke', 'freedraw', {
        points: [
          [0, 0],
          [3, 4],
          [9, 9],
        ],
        pressures: [],
        simulatePressure: true,
        y: 400,
      }),
      words('free', 'On its own', { x: 20, y: 500, strokeColor: '#e03131' }),
      element('pic', 'image', { fileId: 'f1', status: 'saved', scale: [1, 1], x: 50, y: 60, frameId: 'frame' }),
      element('frame', 'frame', { x: 40, y: 50, width: 400, height: 300, name: 'Corner' }),
      element('one', 'diamond', { x: 600, y: 600, groupIds: ['inner', 'outer'] }),
      element('two', 'diamond', { x: 700, y: 650, groupIds: ['inner', 'outer'] }),
      element('three', 'diamond', { x: 500, y: 700, groupIds: ['outer'] }),
      element('page', 'embeddable', { link: 'https://example.org/' }),
      element('gone', 'rectangle', { isDeleted: true }),
    ],
    appState: { gridSize: null, viewBackgroundColor: '#ffffff' },
    files: { f1: { mimeType: 'image/png', id: 'f1', dataURL: PNG, created: 1 } },
  } as { type: string; version: number; elements: object[]; files: object };
}
