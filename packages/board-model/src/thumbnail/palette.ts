/** tldraw's light theme: what each of its colours looks like as a line, a fill, a note, a highlight and a frame. */
export interface Tones {
  readonly solid: string;
  readonly semi: string;
  readonly pattern: string;
  readonly note: string;
  readonly highlight: string;
  readonly frame: string;
  readonly frameStroke: string;
}

export const BACKGROUND = '#faf7f1';
export const PAPER = '#fcfffe';

const BLACK: Tones = tones('#1d1d1d #e8e8e8 #494949 #FCE19C #fddd00 #ffffff #717171');

const PALETTE: ReadonlyMap<string, Tones> = new Map([
  ['black', BLACK],
  ['blue', tones('#4465e9 #dce1f8 #6681ee #8AA3FF #10acff #f9fafe #6681ec')],
  ['green', tones('#099268 #d3e9e3 #39a785 #6FC896 #00ffc8 #f8fcfa #37a684')],
  ['grey', tones('#9fa8b2 #eceef0 #bcc3c9 #C0CAD3 #cbe7f1 #fcfcfd #aaaaab')],
  ['light-blue', tones('#4ba1f1 #ddedfa #6fbbf8 #9BC4FD #00f4ff #fafcff #6cb2f3')],
  ['light-green', tones('#4cb05e #dbf0e0 #65cb78 #98D08A #65f641 #fafdfa #6dbe7c')],
  ['light-red', tones('#f87777 #f4dadb #fe9e9e #F7A5A1 #ff7fa3 #fffbfb #f89090')],
  ['light-violet', tones('#e085f4 #f5eafa #e9acf8 #DFB0F9 #ff88ff #fefbff #e59bf5')],
  ['orange', tones('#e16919 #f8e2d4 #f78438 #FAA475 #ffa500 #fef9f6 #e68544')],
  ['red', tones('#e03131 #f4dadb #e55959 #FC8282 #ff636e #fef9f9 #e55757')],
  ['violet', tones('#ae3ec9 #ecdcf2 #bd63d3 #DB91FD #c77cff #fdf9fd #bc62d3')],
  ['yellow', tones('#f1ac4b #f9f0e6 #fecb92 #FED49A #fddd00 #fffdfa #f3bb6c')],
  ['white', tones('#FFFFFF #f5f5f5 #f9f9f9 #FFFFFF #ffffff #ffffff #7d7d7d')],
]);

/** The tones of a colour by its name; black for a name that is none. */
export function tonesOf(color: string): Tones {
  return PALETTE.get(color) ?? BLACK;
}

/** Whether this is the name of one of tldraw's colours. */
export const isColorName = (name: string): boolean => PALETTE.has(name);

/** Every colour that tldraw has. */
export const namedTones = (): [name: string, tones: Tones][] => [...PALETTE];

function tones(list: string): Tones {
  const [solid = '', semi = '', pattern = '', note = '', highlight = '', frame = '', frameStroke = ''] =
    list.split(' ');
  return { solid, semi, pattern, note, highlight, frame, frameStroke };
}
