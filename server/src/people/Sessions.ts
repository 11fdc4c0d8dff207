import type { IncomingHttpHeaders } from 'node:http';
import { WeftError, type Person, type PersonId } from '@weft/protocol';
import { parseCookies } from 'better-auth/cookies';
import type { Identity, SignedInAs, SignIns } from '../ports.ts';
import type { Auth } from './auth.ts';
import type { PersonRepository } from './PersonRepository.ts';
import { SessionCache } from './SessionCache.ts';

/** What a request showed to say who it is. */
type Shown = { readonly by: 'token' | 'cookie'; readonly value: string };

/** Signing in and out, and who is asking: better-auth's sessions, and whose they are. */
export class Sessions implements Identity, SignIns {
  readonly #auth: Auth;
  readonly #people: PersonRepository;
  readonly #cookieName: string;
  readonly #cache: SessionCache;

  constructor(auth: Auth, people: PersonRepository, cookieName: string, now: () => number) {
    this.#auth = auth;
    this.#people = people;
    this.#cookieName = cookieName;
    this.#cache = new SessionCache(now);
  }

  async authenticate(headers: IncomingHttpHeaders, token?: string): ReturnType<Identity['authenticate']> {
    const shown = this.#shownBy(headers, token);
    if (shown === null) return { ok: false, code: 'not_signed_in' };
    const person = await this.#cache.find(`${shown.by} ${shown.value}`, () => this.#personOf(shown));
    if (person === null) return { ok: false, code: 'token_invalid' };
    return { ok: true, person, cookie: shown.by === 'cookie' };
  }

  /** A new person with a session of their own, whoever asks. */
  async addGuest(name: string): Promise<SignedInAs> {
    const { headers, response } = await coded(() =>
      this.#auth.api.signInAnonymous({ headers: new Headers(), returnHeaders: true }),
    );
    if (response === null) throw new WeftError('internal', 'no session was made for a guest');
    const person = await this.#people.add(response.user.id, name);
    return { person, token: response.token, cookies: headers.getSetCookie() };
  }

  async signIn(personId: PersonId): Promise<SignedInAs | null> {
    const known = await this.#people.withSignIn(personId);
    if (known === null) return null;
    const { headers, response } = await coded(() =>
      this.#auth.api.createSessionFor({ body: { userId: known.authUserId }, returnHeaders: true }),
    );
    return { person: known.person, token: response.token, cookies: headers.getSetCookie() };
  }

  /** Makes the session that was shown live another year, once a day. @returns the cookies that say so. */
  async prolong(headers: IncomingHttpHeaders): Promise<string[]> {
    const shown = this.#shownBy(headers, undefined);
    if (shown === null) return [];
    const result = await coded(() =>
      this.#auth.api.getSession({ headers: this.#authHeaders(shown), returnHeaders: true }),
    );
    return shown.by === 'cookie' ? result.headers.getSetCookie() : [];
  }

  /** Ends the session that was shown. @returns the cookies that take it away from the browser. */
  async signOut(headers: IncomingHttpHeaders, person: Person): Promise<string[]> {
    const shown = this.#shownBy(headers, undefined);
    if (shown === null) return [];
    const found = await this.#sessionOf(shown);
    this.#cache.forget(person.id);
    if (found === null) return [];
    const ended = await coded(() =>
      this.#auth.api.endSession({ body: { token: found.session.token }, returnHeaders: true }),
    );
    this.#cache.forget(person.id);
    return ended.headers.getSetCookie();
  }

  /** The person changed: what is remembered of them is asked for again. */
  changed(person: Person): void {
    this.#cache.forget(person.id);
  }

  async forget(personId: PersonId): Promise<readonly string[]> {
    this.#cache.forget(personId);
    // There is no session to end any more; this says what takes its cookie away.
    const { headers } = await coded(() => this.#auth.api.endSession({ body: { token: '' }, returnHeaders: true }));
    return headers.getSetCookie();
  }

  #shownBy(headers: IncomingHttpHeaders, token: string | undefined): Shown | null {
    if (token !== undefined) return { by: 'token', value: token };
    const bearer = /^bearer\s+(.+)$/i.exec(headers.authorization ?? '')?.[1]?.trim();
    if (bearer !== undefined) return { by: 'token', value: bearer };
    const cookie = parseCookies(headers.cookie ?? '').get(this.#cookieName);
    return cookie === undefined || cookie === '' ? null : { by: 'cookie', value: cookie };
  }

  #authHeaders({ by, value }: Shown): Headers {
    if (by === 'token') return new Headers({ authorization: `Bearer ${encodeURIComponent(value)}` });
    return new Headers({ cookie: `${this.#cookieName}=${encodeURIComponent(value)}` });
  }

  async #sessionOf(shown: Shown) {
    return await coded(() =>
      this.#auth.api.getSession({ headers: this.#authHeaders(shown), query: { disableRefresh: true } }),
    );
  }

  async #personOf(shown: Shown): Promise<Person | null> {
    const session = await this.#sessionOf(shown);
    return session === null ? null : await this.#people.ofSignIn(session.user.id);
  }
}

/** better-auth wraps what its database threw into an answer of its own; inside is our coded error. */
async function coded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof Error && error.cause instanceof WeftError ? error.cause : error;
  }
}
