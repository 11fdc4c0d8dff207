import frauncesItalicUrl from '@fontsource-variable/fraunces/files/fraunces-latin-wght-italic.woff2?url';
import frauncesUrl from '@fontsource-variable/fraunces/files/fraunces-latin-wght-normal.woff2?url';
import atkinsonItalicUrl from '@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-italic.woff2?url';
import atkinsonUrl from '@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2?url';
import { DEFAULT_THEME, defaultAddFontsFromNode } from 'tldraw';
import type { RichTextFontVisitor, TLDefaultColor, TLFontFace, TLTheme, TLThemeColors } from 'tldraw';

/**
 * tldraw's theme in Weft's colours and type: `tokens.css`, as values, because tldraw paints selections, cursors and
 * exported pictures from its theme and not from CSS. Notes keep their paper in the dark, like real ones.
 */
type PaletteName = Exclude<keyof typeof DEFAULT_THEME.colors.light, UiColor>;
type UiColor =
  | 'text'
  | 'background'
  | 'negativeSpace'
  | 'solid'
  | 'cursor'
  | 'noteBorder'
  | 'snap'
  | 'selectionStroke'
  | 'selectionFill'
  | 'brushFill'
  | 'brushStroke'
  | 'selectedContrast'
  | 'laser';

/** Each colour as a line on light and on dark ground, and as note paper: the natural dyes of the person threads. */
const DYES: Readonly<Record<PaletteName, readonly [light: string, dark: string, paper: string]>> = {
  black: ['#221d17', '#f3ede2', '#f7e3a1'],
  grey: ['#7d7466', '#b3a996', '#e6dfd2'],
  'light-violet': ['#a985cf', '#d3b9ee', '#eee4f7'],
  violet: ['#7a4fa3', '#b993e0', '#e4d6f1'],
  blue: ['#2f4b9b', '#8ba3ee', '#cfdbf4'],
  'light-blue': ['#1f8299', '#5fc0d6', '#cfe8ec'],
  yellow: ['#b98a10', '#e0b93f', '#f7e3a1'],
  orange: ['#d0701a', '#f0a055', '#f8d9b9'],
  green: ['#4e7d3b', '#8fc173', '#d8e6c9'],
  'light-green': ['#7e9127', '#bdd05c', '#e6ebc0'],
  'light-red': ['#c23b78', '#ee7fb0', '#f5d3e0'],
  red: ['#b5382a', '#e4705f', '#f4cfc5'],
  white: ['#fffdf9', '#fffdf9', '#fffdf9'],
};

const INK = '#221d17';

const UI_COLORS = {
  light: {
    text: INK,
    background: '#faf7f1',
    negativeSpace: '#faf7f1',
    solid: '#fffdf9',
    cursor: INK,
    noteBorder: '#ddd5c6',
    snap: '#b5382a',
    selectionStroke: '#2f4b9b',
    selectionFill: 'rgb(47 75 155 / 0.12)',
    brushFill: 'rgb(47 75 155 / 0.06)',
    brushStroke: 'rgb(47 75 155 / 0.3)',
    selectedContrast: '#fffdf9',
    laser: '#b5382a',
  },
  dark: {
    text: '#f3ede2',
    background: '#191713',
    negativeSpace: '#191713',
    solid: '#221f1a',
    cursor: '#f3ede2',
    noteBorder: '#39342b',
    snap: '#e4705f',
    selectionStroke: '#9db0ef',
    selectionFill: 'rgb(157 176 239 / 0.16)',
    brushFill: 'rgb(157 176 239 / 0.08)',
    brushStroke: 'rgb(157 176 239 / 0.35)',
    selectedContrast: '#171b2c',
    laser: '#e4705f',
  },
} as const satisfies Record<'light' | 'dark', Record<UiColor, string>>;

function dyed(base: TLDefaultColor, line: string, ground: string, paper: string): TLDefaultColor {
  return {
    ...base,
    solid: line,
    fill: line,
    linedFill: mix(line, ground, 80),
    pattern: line,
    semi: mix(line, ground, 14),
    frameHeadingStroke: line,
    frameHeadingFill: ground,
    frameStroke: mix(line, ground, 60),
    frameFill: mix(line, ground, 3),
    frameText: line,
    noteFill: paper,
    noteText: INK,
  };
}

/** Mixes two `#rrggbb`; exports need plain values, so not `color-mix`. */
function mix(a: string, b: string, percent: number): string {
  const channel = (at: number): string => {
    const [from, to] = [parseInt(b.slice(at, at + 2), 16), parseInt(a.slice(at, at + 2), 16)];
    return Math.round(from + ((to - from) * percent) / 100)
      .toString(16)
      .padStart(2, '0');
  };
  return `#${channel(1)}${channel(3)}${channel(5)}`;
}

function colorsFor(mode: 'light' | 'dark'): TLThemeColors {
  const base = DEFAULT_THEME.colors[mode];
  const ground = UI_COLORS[mode].background;
  const colors = { ...base, ...UI_COLORS[mode] };
  for (const name of Object.keys(DYES) as PaletteName[]) {
    const [light, dark, paper] = DYES[name];
    colors[name] = dyed(base[name], mode === 'light' ? light : dark, ground, paper);
  }
  return colors;
}

const face = (family: string, url: string, style: 'normal' | 'italic'): TLFontFace => ({
  family,
  src: { url, format: 'woff2' },
  weight: '100 900',
  style,
});

const SERIF = [face('weft_serif', frauncesUrl, 'normal'), face('weft_serif', frauncesItalicUrl, 'italic')];
const SANS = [face('weft_sans', atkinsonUrl, 'normal'), face('weft_sans', atkinsonItalicUrl, 'italic')];

export const WEFT_THEME: TLTheme = {
  ...DEFAULT_THEME,
  fonts: {
    ...DEFAULT_THEME.fonts,
    // The page's own faces behind them cover the letters beyond Latin-1.
    serif: { fontFamily: "'weft_serif', 'Fraunces Variable', Georgia, serif", faces: SERIF },
    sans: { fontFamily: "'weft_sans', 'Atkinson Hyperlegible Next Variable', system-ui, sans-serif", faces: SANS },
  },
  colors: { light: colorsFor('light'), dark: colorsFor('dark') },
};

/** Lets a text wait for the faces that it is really drawn in; tldraw itself knows only its own four families. */
export const addWeftFonts: RichTextFontVisitor = (node, state, addFont) => {
  const faces = state.family === 'tldraw_serif' ? SERIF : state.family === 'tldraw_sans' ? SANS : null;
  if (!faces) return defaultAddFontsFromNode(node, state, addFont);
  const isCode = node.marks.some((mark) => mark.type.name === 'code');
  if (isCode) return defaultAddFontsFromNode(node, state, addFont);
  const isItalic = state.style === 'italic' || node.marks.some((mark) => mark.type.name === 'italic');
  for (const one of faces) if ((one.style === 'italic') === isItalic) addFont(one);
  return state;
};
