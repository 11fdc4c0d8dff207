import { createHash } from 'node:crypto';
import { readBoard } from '@weft/board-model';
import { openTail, SEGMENT_ENTRIES, type SealedEntry } from '@weft/history/sealing';
import { IntentSchema, WeftError, type ErrorCode } from '@weft/protocol';
import { LogTrial } from '../../boards/LogTrial.ts';
import { zstdCodec } from '../../log/zstdCodec.ts';
import {
  ASSET_NAME,
  BEGIN,
  BeginSchema,
  END,
  EndSchema,
  LOG_NAME,
  WEFT_FORMAT,
  type WeftBegin,
  type WeftEnd,
} from './weftFormat.ts';

/** What a file says, once everything in it was checked and the whole log was tried. */
export interface CheckedWeftFile {
  readonly begin: WeftBegin;
  readonly people: WeftEnd['people'];
  readonly moments: WeftEnd['moments'];
  /** How many items are on the board in the end. */
  readonly items: number;
}

/** A clock may be ahead of ours by so much. */
const AHEAD_MS = 60 * 60 * 1_000;
/** Payloads of all entries together: what a file of the size that is taken could unpack to is more than a log ever is. */
const MAX_PAYLOAD_BYTES = 512 * 1024 * 1024;

/** @throws WeftError `import_…` saying what is wrong with it */
export function checkWeftFile(files: ReadonlyMap<string, Uint8Array>, now: number): CheckedWeftFile {
  const begin = parse(files.get(BEGIN), BEGIN, (json) => {
    if ((json as { format?: unknown }).format !== WEFT_FORMAT)
      refuse('import_too_new', 'another version of the weft file');
    return BeginSchema.parse(json);
  });
  const end = parse(files.get(END), END, (json) => EndSchema.parse(json));
  checkFiles(files, end);
  checkDisplay(begin, now);
  const { items, from } = tryLog(logOf(files), end, now);
  checkMoments(end, { from, now });
  return { begin, people: end.people, moments: end.moments, items };
}

/** The segments of the log, in order. */
export const logOf = (files: ReadonlyMap<string, Uint8Array>): readonly Uint8Array[] =>
  [...files].filter(([name]) => LOG_NAME.test(name)).map(([, bytes]) => bytes);

/** The entries of one segment of a file. @throws WeftError `import_broken` */
export function openPart(part: Uint8Array): readonly SealedEntry[] {
  const opened = openTail(part, zstdCodec);
  if (!opened.ok) refuse('import_broken', `a segment: ${opened.damage}`);
  return opened.value;
}

function parse<T>(bytes: Uint8Array | undefined, name: string, read: (json: unknown) => T): T {
  if (bytes === undefined) refuse('import_broken', `${name} is missing`);
  try {
    return read(JSON.parse(new TextDecoder().decode(bytes)));
  } catch (error) {
    if (error instanceof WeftError) throw error;
    return refuse('import_broken', `${name} has another form`);
  }
}

/** Exactly the files that the end names, as it names them. */
function checkFiles(files: ReadonlyMap<string, Uint8Array>, end: WeftEnd): void {
  const names = [...files.keys()];
  if (names.length !== end.files.length + 1 || names.at(-1) !== END)
    refuse('import_broken', 'files are missing or too many');
  for (const [index, { name, sha256 }] of end.files.entries()) {
    if (names[index] !== name || !(name === BEGIN || LOG_NAME.test(name) || ASSET_NAME.test(name))) {
      refuse('import_broken', 'other files than it says');
    }
    const own = createHash('sha256')
      .update(files.get(name) as Uint8Array)
      .digest('hex');
    const named = ASSET_NAME.exec(name)?.[1] ?? sha256;
    if (own !== sha256 || own !== named) refuse('import_broken', 'a file does not match its SHA-256');
  }
}

/** One that is still to come would hold for ever, and each counts from its own time on. */
function checkDisplay({ display }: WeftBegin, now: number): void {
  for (const [index, { since }] of display.entries()) {
    if (since > now + AHEAD_MS || since <= (display[index - 1]?.since ?? -Infinity))
      refuse('import_broken', 'how people were shown does not follow');
  }
}

/** @param from when the log begins */
function checkMoments({ moments, people }: WeftEnd, { from, now }: { from: number; now: number }): void {
  if (new Set(moments.map(({ id }) => id)).size !== moments.length)
    refuse('import_broken', 'a moment stands twice in it');
  for (const { at, markedAt, author } of moments) {
    if (author > people.length) refuse('import_broken', 'a moment is of nobody in the file');
    if (Math.max(at, markedAt) > now + AHEAD_MS) refuse('import_broken', 'a moment is still to come');
    if (at < from) refuse('import_broken', 'a moment is before the beginning');
  }
}

/** Replays the whole log under the guard. @returns how many items are on the board in the end, and when it begins */
function tryLog(log: readonly Uint8Array[], { entries: count, people }: WeftEnd, now: number) {
  const trial = new LogTrial();
  let last = 0;
  let at = 0;
  let from: number | null = null;
  let payloadBytes = 0;
  for (const part of log) {
    const entries = openPart(part);
    if (entries.length > SEGMENT_ENTRIES) refuse('import_too_large', 'a segment of too many entries');
    for (const entry of entries) {
      if (entry.seq !== last + 1 || entry.at < at || entry.at > now + AHEAD_MS)
        refuse('import_broken', `entry ${entry.seq} does not follow`);
      if (entry.author > people.length) refuse('import_broken', `entry ${entry.seq} is of nobody in the file`);
      if (entry.intent !== undefined && !IntentSchema.safeParse(entry.intent).success)
        refuse('import_broken', `entry ${entry.seq}: its intent`);
      if ((payloadBytes += entry.payload.byteLength) > MAX_PAYLOAD_BYTES) refuse('import_too_large', 'the log');
      const fault = trial.take(entry);
      if (fault !== null) refuse(fault.code, `entry ${entry.seq}: ${fault.detail}`);
      last = entry.seq;
      ({ at } = entry);
      from ??= at;
    }
  }
  if (last !== count) refuse('import_broken', `${count} entries are said, ${last} are there`);
  if (trial.isNewer) refuse('import_too_new', 'the board is of a newer version');
  const items = [...readBoard(trial.doc).records.values()].filter(({ typeName }) => typeName === 'shape').length;
  trial.destroy();
  return { items, from: from ?? at };
}

function refuse(code: ErrorCode, detail: string): never {
  throw new WeftError(code, detail);
}
