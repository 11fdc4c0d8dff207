import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What Node's `--cpu-prof` writes, as far as it is read here. */
export interface CpuProfile {
  readonly nodes: readonly ProfileNode[];
  /** The node that was running at each sample, and the microseconds since the last one. */
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

interface ProfileNode {
  readonly id: number;
  readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  readonly children?: readonly number[];
}

export interface FunctionTime {
  readonly name: string;
  /** The last two parts of the file's path; empty for what is V8's or Node's own. */
  readonly file: string;
  /** Of the time in which the thread was not idle. */
  readonly share: number;
}

const IDLE = '(idle)';
/** What stands for the process itself; not work of anybody's. */
const PROGRAM = '(program)';

/** Functions by the time spent in them alone, the longest first. */
export function selfTimes(profile: CpuProfile): readonly FunctionTime[] {
  const times = timesOfNodes(profile);
  const byFunction = new Map<string, { name: string; file: string; time: number }>();
  let busy = 0;
  for (const { id, callFrame } of profile.nodes) {
    if (callFrame.functionName === IDLE) continue;
    const time = times.get(id) ?? 0;
    busy += time;
    const key = `${callFrame.functionName} ${callFrame.url}`;
    const known = byFunction.get(key) ?? {
      name: nameOf(callFrame.functionName),
      file: shortFile(callFrame.url),
      time: 0,
    };
    known.time += time;
    byFunction.set(key, known);
  }
  return [...byFunction.values()]
    .map(({ name, file, time }) => ({ name, file, share: busy === 0 ? 0 : time / busy }))
    .toSorted((a, b) => b.share - a.share);
}

/** The share of busy time spent in functions of this name and all that they call. */
export function shareWithin(profile: CpuProfile, functionName: string): number {
  const times = timesOfNodes(profile);
  const children = new Map(profile.nodes.map(({ id, children: below = [] }) => [id, below]));
  const below = profile.nodes.flatMap(({ children: own = [] }) => own);
  const roots = profile.nodes.filter(({ id }) => !below.includes(id)).map(({ id }) => id);
  const names = new Map(profile.nodes.map(({ id, callFrame }) => [id, callFrame.functionName]));
  let [within, busy] = [0, 0];
  const stack = roots.map((id) => ({ id, inside: false }));
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    const name = names.get(top.id);
    const inside = top.inside || name === functionName;
    const time = name === IDLE ? 0 : (times.get(top.id) ?? 0);
    busy += time;
    if (inside) within += time;
    for (const id of children.get(top.id) ?? []) stack.push({ id, inside });
  }
  return busy === 0 ? 0 : within / busy;
}

/** So much of a profile, up to so long before its end: neither a server's start nor its stop. Both in seconds. */
export function windowOf(profile: CpuProfile, seconds: number, beforeEnd: number): CpuProfile {
  const { samples, timeDeltas } = profile;
  const indexBefore = (left: number): number => timeDeltas.findLastIndex((delta) => (left -= delta / 1e6) < 0) + 1;
  const [from, to] = [indexBefore(seconds + beforeEnd), indexBefore(beforeEnd)];
  return { ...profile, samples: samples.slice(from, to), timeDeltas: timeDeltas.slice(from, to) };
}

/** The profile of the thread that was busiest, of those that a process left in a folder. */
export function busiestProfile(folder: string): CpuProfile {
  const profiles = readdirSync(folder)
    .filter((name) => name.endsWith('.cpuprofile'))
    // Written by the Node that ran the server, and read by the same.
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as CpuProfile);
  const [first, ...others] = profiles;
  if (first === undefined) throw new Error('the profiled server left no profile');
  return others.reduce((busiest, profile) => (busyTime(profile) > busyTime(busiest) ? profile : busiest), first);
}

function busyTime(profile: CpuProfile): number {
  const times = timesOfNodes(profile);
  return profile.nodes.reduce(
    (sum, { id, callFrame }) => sum + (callFrame.functionName === IDLE ? 0 : (times.get(id) ?? 0)),
    0,
  );
}

function timesOfNodes({ samples, timeDeltas }: CpuProfile): ReadonlyMap<number, number> {
  const times = new Map<number, number>();
  samples.forEach((id, i) => times.set(id, (times.get(id) ?? 0) + (timeDeltas[i] ?? 0)));
  return times;
}

const nameOf = (functionName: string): string =>
  functionName === '' ? '(anonymous)' : functionName === PROGRAM ? '(outside of JavaScript)' : functionName;

const shortFile = (url: string): string => url.split('/').slice(-2).join('/');
