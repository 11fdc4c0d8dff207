/** What opens with the one is skipped up to the other: nothing in it is an element. */
const SKIPPED = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
] as const;

/** How deep elements lie in each other, told from the text, before anything is built of it. Linear in its length. */
export function depthOfXml(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let at = text.indexOf('<'); at !== -1; at = text.indexOf('<', at + 1)) {
    const skipped = SKIPPED.find(([opening]) => text.startsWith(opening, at));
    if (skipped !== undefined) {
      at = endOr(text, text.indexOf(skipped[1], at));
    } else if (text[at + 1] === '/') {
      depth -= 1;
    } else if (text[at + 1] !== '!') {
      at = endOfTag(text, at);
      if (text[at - 1] !== '/') depth += 1;
      deepest = Math.max(deepest, depth);
    }
  }
  return deepest;
}

const endOr = (text: string, found: number): number => (found === -1 ? text.length : found);

/** Where the tag's `>` is; one inside of quotes is not it. */
function endOfTag(text: string, start: number): number {
  let quote = '';
  for (let at = start; at < text.length; at += 1) {
    const character = text[at] as string;
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if (character === '>') return at;
  }
  return text.length;
}
