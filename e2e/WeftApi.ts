export interface Guest {
  readonly person: { readonly id: string; readonly name: string; readonly color: string };
  readonly token: string;
}

export interface HistoryEntry {
  readonly seq: number;
  readonly at: number;
  readonly personId: string | null;
  readonly kind: 'update' | 'event';
  readonly bytes: number;
}

export interface BoardAt {
  readonly seq: number;
  readonly records: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Weft's public REST contract, as somebody else's program would call it. */
export class WeftApi {
  readonly #origin: string;

  constructor(origin: string) {
    this.#origin = origin;
  }

  guest(name: string): Promise<Guest> {
    return this.#call('POST', '/api/guests', { name });
  }

  board(token: string, title: string): Promise<{ readonly id: string }> {
    return this.#call('POST', '/api/boards', { title }, token);
  }

  link(token: string, boardId: string, role: string): Promise<{ readonly url: string; readonly code: string }> {
    return this.#call('POST', `/api/boards/${boardId}/links`, { role }, token);
  }

  join(token: string, code: string): Promise<{ readonly boardId: string; readonly role: string }> {
    return this.#call('POST', '/api/join', { code }, token);
  }

  /** The board at `t` (ms since the epoch), by replaying the log. */
  boardAt(token: string, boardId: string, t: number): Promise<BoardAt> {
    return this.#call('GET', `/api/boards/${boardId}/history/at?t=${t}`, undefined, token);
  }

  /** The log from `after` to its end. */
  async history(token: string, boardId: string, after: number): Promise<HistoryEntry[]> {
    const entries: HistoryEntry[] = [];
    for (let next: number | null = after; next !== null;) {
      const path: string = `/api/boards/${boardId}/history?after=${next}&limit=1000`;
      const page: { entries: HistoryEntry[]; next: number | null } = await this.#call('GET', path, undefined, token);
      entries.push(...page.entries);
      next = page.next;
    }
    return entries;
  }

  async #call<T>(method: string, path: string, body?: unknown, token?: string): Promise<T> {
    const response = await fetch(`${this.#origin}${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }
}
