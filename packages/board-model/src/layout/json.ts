/** Deep equality of JSON values; a key whose value is `undefined` counts as absent, as it does in the document. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) return Array.isArray(a) && Array.isArray(b) && sameList(a, b);
  if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  return sameFields(a, b);
}

function sameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((value, i) => sameJson(value, b[i]));
}

function sameFields(a: object, b: object): boolean {
  const left = definedEntries(a);
  const right = new Map(definedEntries(b));
  return left.length === right.size && left.every(([key, value]) => right.has(key) && sameJson(value, right.get(key)));
}

function definedEntries(value: object): [string, unknown][] {
  const entries: [string, unknown][] = Object.entries(value);
  return entries.filter(([, field]) => field !== undefined);
}

/**
 * The same JSON as `after`, in which everything that is as it was in `before` is the object that it was there: whoever looks at
 * what changed need not look into that.
 */
export function sharing<T>(before: unknown, after: T): T {
  if (sameJson(before, after)) return before as T;
  if (!isObject(before) || !isObject(after) || Object.getPrototypeOf(after) !== Object.prototype) return after;
  const fields = Object.entries(after).map(([key, field]) => [key, sharing(before[key], field)] as const);
  return Object.fromEntries(fields) as T;
}

/** Whether a value is an object with keys, not an array and not null. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A copy of a JSON value; what is no JSON (bytes, shared types) is handed on as it is. */
export function copyJson(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyJson);
  if (!isObject(value) || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, copyJson(field)]));
}

/** Deeper than any value that is shown. */
const DEEPEST = 100;

/**
 * The value without a key `__proto__` at any depth. Yjs sends such a key as it is, and takes it for the object's
 * prototype where it arrives: only who wrote it would have it. The same value where there is none.
 */
export function withoutPrototypes(value: unknown, depth = DEEPEST): unknown {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value) || depth === 0) return value;
  if (Array.isArray(value)) {
    const members = value.map((member: unknown) => withoutPrototypes(member, depth - 1));
    return members.some((member, i) => member !== value[i]) ? members : value;
  }
  const entries: [string, unknown][] = Object.entries(value);
  const kept = entries.flatMap(([key, field]): [string, unknown][] =>
    key === '__proto__' ? [] : [[key, withoutPrototypes(field, depth - 1)]],
  );
  const isPlain = Object.getPrototypeOf(value) === Object.prototype && kept.length === entries.length;
  return isPlain && kept.every(([, field], i) => field === entries[i]?.[1]) ? value : Object.fromEntries(kept);
}

/** Whether a JSON value has more than so many levels of objects and lists; looks no deeper than that. */
export function isDeeperThan(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return depth === 0 || Object.values(value).some((field: unknown) => isDeeperThan(field, depth - 1));
}
