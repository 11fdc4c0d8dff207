/** As much of Weft's public API as it takes to bring people onto a board. */
export class WeftApi {
  readonly #origin: string;

  constructor(origin: string) {
    this.#origin = origin;
  }

  guest(name: string): Promise<{ readonly token: string }> {
    return this.#post('/api/guests', { name });
  }

  board(token: string, title: string): Promise<{ readonly id: string }> {
    return this.#post('/api/boards', { title }, token);
  }

  link(token: string, boardId: string, role: string): Promise<{ readonly code: string }> {
    return this.#post(`/api/boards/${boardId}/links`, { role }, token);
  }

  join(token: string, code: string): Promise<{ readonly boardId: string }> {
    return this.#post('/api/join', { code }, token);
  }

  async contributions(token: string, boardId: string, since?: number): Promise<{ readonly seq: number }> {
    const query = since === undefined ? '' : `?since=${since}`;
    const path = `/api/boards/${boardId}/contributions${query}`;
    const response = await fetch(`${this.#origin}${path}`, { headers: { authorization: `Bearer ${token}` } });
    if (!response.ok) throw new Error(`GET ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as { readonly seq: number };
  }

  async #post<T>(path: string, body: unknown, token?: string): Promise<T> {
    const response = await fetch(`${this.#origin}${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`POST ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }
}
