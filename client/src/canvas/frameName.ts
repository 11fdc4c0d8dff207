/** Longer names do not fit above a frame. */
const MOST = 48;

interface InFrame {
  readonly x: number;
  readonly y: number;
  readonly words: string;
}

/** What a frame is called: by its name, else by the first words in it, from top to bottom; null where there are none. */
export function frameName(name: string, inside: readonly InFrame[]): string | null {
  if (name.trim() !== '') return name.trim();
  const [first] = inside
    .map((item) => ({ ...item, words: item.words.trim().replace(/\s+/g, ' ') }))
    .filter(({ words }) => words !== '')
    .toSorted((one, other) => one.y - other.y || one.x - other.x);
  if (first === undefined) return null;
  const letters = Array.from(first.words);
  return letters.length <= MOST
    ? first.words
    : `${letters
        .slice(0, MOST - 1)
        .join('')
        .trimEnd()}…`;
}
