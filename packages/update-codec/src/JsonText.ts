const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OBJECT = 0x7b;
const ARRAY = 0x5b;
/** An opening bracket's byte plus 2 is its closing one. */
const CLOSING = 2;

/**
 * Checks that bytes are JSON as `JSON.parse` takes it, without parsing: Yjs parses embeds and format values while it
 * reads an update, so text that is not JSON would make every client throw. Walks with a list of open brackets, so no
 * depth overflows the stack. The bytes must be known to be UTF-8.
 */
export class JsonText {
  readonly #bytes: Uint8Array;
  readonly #end: number;
  #at: number;
  readonly #open: number[] = [];

  constructor(bytes: Uint8Array, start: number, end: number) {
    this.#bytes = bytes;
    this.#at = start;
    this.#end = end;
  }

  /** @returns what is wrong, or null. */
  check(maxNesting: number): string | null {
    for (;;) {
      this.#whiteSpace();
      const opened = this.#peek();
      if (opened === OBJECT || opened === ARRAY) {
        this.#at += 1;
        this.#open.push(opened);
        if (this.#open.length > maxNesting) return 'value nested too deeply';
        this.#whiteSpace();
        if (this.#peek() !== opened + CLOSING) {
          if (opened === OBJECT && !this.#key()) return 'not JSON';
          continue;
        }
      } else if (!this.#scalar(opened)) return 'not JSON';
      if (!this.#afterValue()) return 'not JSON';
      if (this.#open.length === 0) return this.#at === this.#end ? null : 'not JSON';
    }
  }

  /** Closes what ends here, and passes the comma (and key) before the next value. */
  #afterValue(): boolean {
    this.#whiteSpace();
    while (this.#open.length > 0) {
      const opened = this.#open.at(-1) as number;
      if (this.#take(opened + CLOSING)) {
        this.#open.pop();
        this.#whiteSpace();
      } else {
        if (!this.#take(0x2c)) return false;
        this.#whiteSpace();
        return opened === ARRAY || this.#key();
      }
    }
    return true;
  }

  #key(): boolean {
    if (!this.#string()) return false;
    this.#whiteSpace();
    return this.#take(0x3a);
  }

  #scalar(first: number): boolean {
    if (first === QUOTE) return this.#string();
    if (first === 0x74) return this.#word('true');
    if (first === 0x66) return this.#word('false');
    if (first === 0x6e) return this.#word('null');
    return this.#number();
  }

  #word(word: string): boolean {
    for (let index = 0; index < word.length; index += 1) {
      if (!this.#take(word.charCodeAt(index))) return false;
    }
    return true;
  }

  #number(): boolean {
    this.#take(0x2d);
    if (!this.#take(0x30) && !this.#digits()) return false;
    if (this.#take(0x2e) && !this.#digits()) return false;
    if (!this.#take(0x65) && !this.#take(0x45)) return true;
    if (!this.#take(0x2b)) this.#take(0x2d);
    return this.#digits();
  }

  #digits(): boolean {
    const start = this.#at;
    while (this.#peek() >= 0x30 && this.#peek() <= 0x39) this.#at += 1;
    return this.#at > start;
  }

  #string(): boolean {
    if (!this.#take(QUOTE)) return false;
    for (;;) {
      const byte = this.#peek();
      if (byte < 0x20) return false;
      this.#at += 1;
      if (byte === QUOTE) return true;
      if (byte === BACKSLASH && !this.#escape()) return false;
    }
  }

  #escape(): boolean {
    const escaped = this.#peek();
    this.#at += 1;
    if (escaped !== 0x75) return '"\\/bfnrt'.includes(String.fromCharCode(Math.max(escaped, 0)));
    for (let digit = 0; digit < 4; digit += 1) {
      if (!isHex(this.#peek())) return false;
      this.#at += 1;
    }
    return true;
  }

  #whiteSpace(): void {
    for (let byte = this.#peek(); byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;) {
      this.#at += 1;
      byte = this.#peek();
    }
  }

  /** @returns the next byte, or -1 at the end. */
  #peek(): number {
    return this.#at < this.#end ? (this.#bytes[this.#at] as number) : -1;
  }

  #take(byte: number): boolean {
    if (this.#peek() !== byte) return false;
    this.#at += 1;
    return true;
  }
}

const isHex = (byte: number): boolean =>
  (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66);
