import { num } from './svg.ts';

/** Corners as shares of width and height. */
type Corners = readonly (readonly [number, number])[];

const CORNERS: ReadonlyMap<string, Corners> = new Map<string, Corners>([
  [
    'triangle',
    [
      [0.5, 0],
      [1, 1],
      [0, 1],
    ],
  ],
  [
    'diamond',
    [
      [0.5, 0],
      [1, 0.5],
      [0.5, 1],
      [0, 0.5],
    ],
  ],
  [
    'rhombus',
    [
      [0.25, 0],
      [1, 0],
      [0.75, 1],
      [0, 1],
    ],
  ],
  [
    'rhombus-2',
    [
      [0, 0],
      [0.75, 0],
      [1, 1],
      [0.25, 1],
    ],
  ],
  [
    'trapezoid',
    [
      [0.2, 0],
      [0.8, 0],
      [1, 1],
      [0, 1],
    ],
  ],
  ['pentagon', regular(5)],
  [
    'hexagon',
    [
      [0.25, 0],
      [0.75, 0],
      [1, 0.5],
      [0.75, 1],
      [0.25, 1],
      [0, 0.5],
    ],
  ],
  [
    'octagon',
    [
      [0.3, 0],
      [0.7, 0],
      [1, 0.3],
      [1, 0.7],
      [0.7, 1],
      [0.3, 1],
      [0, 0.7],
      [0, 0.3],
    ],
  ],
  ['star', star()],
  [
    'arrow-right',
    [
      [0, 0.2],
      [0.65, 0.2],
      [0.65, 0],
      [1, 0.5],
      [0.65, 1],
      [0.65, 0.8],
      [0, 0.8],
    ],
  ],
  [
    'arrow-left',
    [
      [1, 0.2],
      [0.35, 0.2],
      [0.35, 0],
      [0, 0.5],
      [0.35, 1],
      [0.35, 0.8],
      [1, 0.8],
    ],
  ],
  [
    'arrow-up',
    [
      [0.2, 1],
      [0.2, 0.35],
      [0, 0.35],
      [0.5, 0],
      [1, 0.35],
      [0.8, 0.35],
      [0.8, 1],
    ],
  ],
  [
    'arrow-down',
    [
      [0.2, 0],
      [0.2, 0.65],
      [0, 0.65],
      [0.5, 1],
      [1, 0.65],
      [0.8, 0.65],
      [0.8, 0],
    ],
  ],
]);

/** The outline of one of tldraw's geometric shapes; a rectangle for one that is not drawn here. */
export function geoPath(geo: string, w: number, h: number): string {
  const corners = CORNERS.get(geo);
  if (corners) return `M${corners.map(([x, y]) => `${num(x * w)} ${num(y * h)}`).join('L')}Z`;
  const box = `M0 0H${num(w)}V${num(h)}H0Z`;
  switch (geo) {
    case 'ellipse':
      return rounded(w, h, w / 2, h / 2);
    case 'oval':
      return rounded(w, h, Math.min(w, h) / 2, Math.min(w, h) / 2);
    case 'cloud':
      return rounded(w, h, w * 0.3, h * 0.45);
    case 'heart':
      return `M${num(w / 2)} ${num(h)}C${num(-w * 0.35)} ${num(h * 0.4)} ${num(w * 0.1)} ${num(-h * 0.3)} ${num(w / 2)} ${num(h * 0.2)}C${num(w * 0.9)} ${num(-h * 0.3)} ${num(w * 1.35)} ${num(h * 0.4)} ${num(w / 2)} ${num(h)}Z`;
    case 'x-box':
      return `${box}M0 0L${num(w)} ${num(h)}M${num(w)} 0L0 ${num(h)}`;
    case 'check-box':
      return `${box}M${num(w * 0.25)} ${num(h * 0.5)}L${num(w * 0.45)} ${num(h * 0.75)}L${num(w * 0.8)} ${num(h * 0.25)}`;
    default:
      return box;
  }
}

function rounded(w: number, h: number, rx: number, ry: number): string {
  const arc = (x: number, y: number): string => `A${num(rx)} ${num(ry)} 0 0 1 ${num(x)} ${num(y)}`;
  return `M${num(rx)} 0H${num(w - rx)}${arc(w, ry)}V${num(h - ry)}${arc(w - rx, h)}H${num(rx)}${arc(0, h - ry)}V${num(ry)}${arc(rx, 0)}Z`;
}

function regular(count: number): Corners {
  return Array.from({ length: count }, (_, i) => onCircle((i / count) * 2 * Math.PI, 0.5));
}

function star(): Corners {
  return Array.from({ length: 10 }, (_, i) => onCircle((i / 10) * 2 * Math.PI, i % 2 === 0 ? 0.5 : 0.22));
}

function onCircle(angle: number, radius: number): readonly [number, number] {
  return [0.5 + Math.sin(angle) * radius, 0.5 - Math.cos(angle) * radius];
}
