import { POINTER_FIELD, type PresencePatch, type PresencePointer } from '@weft/protocol';

/** Some listeners were told one thing, some another. No field's JSON is empty. */
const UNSURE = '';

/**
 * What one client says of itself, in both forms in which it may come and leave: whole as JSON (y-protocols awareness),
 * and in parts (Weft's compact presence). Each is made from the other only when somebody listens who needs it.
 */
export class PresenceState {
  /** The state's fields but the pointer; null while only the JSON is known. */
  #fields: Map<string, unknown> | null = new Map();
  #pointer: PresencePointer | null = null;
  #json: string | null = null;
  #size = 0;
  /** What compact listeners were told: the JSON of each field, or UNSURE. */
  readonly #told = new Map<string, string>();
  #toldPointer: PresencePointer | null | typeof UNSURE = null;
  readonly #changed = new Set<string>();

  /** @param json an object's JSON, as a stock client sends it. */
  replace(json: string): void {
    this.#json = json;
    this.#fields = null;
  }

  patch({ whole, fields, pointer }: PresencePatch): void {
    const known = this.#parts();
    this.#json = null;
    if (whole) {
      for (const name of known.keys()) this.#changed.add(name);
      known.clear();
      this.#pointer = null;
    }
    for (const [name, value] of Object.entries(fields)) {
      if (value === null) known.delete(name);
      else known.set(name, value);
      this.#changed.add(name);
    }
    if (pointer !== undefined) this.#pointer = pointer;
    // The pointer moves all the time; the rest, whose size counts, seldom changes.
    if (whole || Object.keys(fields).length > 0) this.#size = JSON.stringify(Object.fromEntries(known)).length;
  }

  /** Of the fields that were given in parts, as JSON, in UTF-16 units. */
  get size(): number {
    return this.#size;
  }

  get json(): string {
    this.#json ??= JSON.stringify({ ...Object.fromEntries(this.#parts()), [POINTER_FIELD]: this.#pointer });
    return this.#json;
  }

  /** Everything, for one who knows nothing yet. */
  whole(): PresencePatch {
    const fields = Object.fromEntries(this.#parts());
    // Who asks in between two ticks hears what the others have not heard: none of it can be taken for told by now, also
    // if it changes back before the next tick.
    for (const name of this.#changed) this.#told.set(name, UNSURE);
    if (!isSamePoint(this.#pointer, this.#toldPointer)) this.#toldPointer = UNSURE;
    return { gone: false, whole: true, fields, pointer: this.#pointer };
  }

  /** What changed since this was last asked. */
  takeChanges(): PresencePatch {
    const known = this.#parts();
    const fields: Record<string, unknown> = {};
    for (const name of this.#changed) {
      const json = known.has(name) ? JSON.stringify(known.get(name)) : undefined;
      if (json === this.#told.get(name)) continue;
      fields[name] = json === undefined ? null : known.get(name);
      if (json === undefined) this.#told.delete(name);
      else this.#told.set(name, json);
    }
    this.#changed.clear();
    const patch = { gone: false, whole: false, fields };
    if (isSamePoint(this.#pointer, this.#toldPointer)) return patch;
    this.#toldPointer = this.#pointer;
    return { ...patch, pointer: this.#pointer };
  }

  #parts(): Map<string, unknown> {
    if (this.#fields !== null) return this.#fields;
    // Checked to be an object's JSON when it came.
    const { [POINTER_FIELD]: pointer, ...fields } = JSON.parse(this.#json ?? '{}') as Record<string, unknown>;
    // A field of this name would change what an object is, wherever it is assigned.
    this.#fields = new Map(Object.entries(fields).filter(([name]) => name !== '__proto__'));
    this.#pointer = isPoint(pointer) ? pointer : null;
    for (const name of [...this.#fields.keys(), ...this.#told.keys()]) this.#changed.add(name);
    return this.#fields;
  }
}

const isPoint = (value: unknown): value is PresencePointer =>
  Array.isArray(value) && value.length === 2 && value.every((side) => typeof side === 'number');

function isSamePoint(a: PresencePointer | null, b: PresencePointer | null | typeof UNSURE): boolean {
  if (b === UNSURE) return false;
  return a === b || (a !== null && b !== null && a[0] === b[0] && a[1] === b[1]);
}
