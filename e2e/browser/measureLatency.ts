import type { PersonAtBoard } from './PersonAtBoard.ts';

interface LatencyOptions {
  readonly writer: PersonAtBoard;
  readonly reader: PersonAtBoard;
  /** The text by which both find the note. */
  readonly note: string;
  readonly letters: number;
}

export interface Latency {
  readonly median: number;
  readonly p95: number;
  readonly count: number;
}

/**
 * Types letter by letter into a note in one browser and takes the time until each letter stands in the other's page.
 * Both browsers run on one machine, so their clocks are one.
 */
export async function measureLatency({ writer, reader, note, letters }: LatencyOptions): Promise<Latency> {
  const shape = await reader.note(note).elementHandle();
  const seen = await reader.page.evaluateHandle((element) => {
    const times: number[] = [];
    const length = (): number => element?.textContent?.length ?? 0;
    const before = length();
    new MutationObserver(() => {
      while (times.length < length() - before) times.push(Date.now());
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
    return times;
  }, shape);
  await writer.writeInto(note);
  const typed = await writer.page.evaluateHandle(() => {
    const times: number[] = [];
    addEventListener('keydown', () => times.push(Date.now()), { capture: true });
    return times;
  });
  for (let at = 0; at < letters; at++) {
    await writer.page.keyboard.type('x');
    await writer.page.waitForTimeout(60);
  }
  await writer.page.waitForTimeout(1000);
  const [sent, arrived] = [await typed.jsonValue(), await seen.jsonValue()];
  if (arrived.length !== letters) throw new Error(`${arrived.length} of ${letters} letters arrived one by one`);
  const delays = sent.map((time, at) => (arrived[at] ?? Infinity) - time).toSorted((a, b) => a - b);
  const at = (share: number): number => delays[Math.floor((delays.length - 1) * share)] ?? Infinity;
  return { median: at(0.5), p95: at(0.95), count: delays.length };
}
