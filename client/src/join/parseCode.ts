/**
 * What people type or paste to come in: a short code with or without its dash, in either case, with stray spaces; or a
 * whole link. The long secret of a link is case-sensitive and stays as it is.
 */
const SHORT_CODE = /^[A-Z0-9]{4}-?[A-Z0-9]{4}$/;
const LINK_SECRET = /^[\w-]{16,200}$/;

const ofLink = (text: string): string | null => /\/join\/([^/?#\s]+)/.exec(text)?.[1] ?? null;

/** @returns the code to ask the server about, or null when it can be none. */
export function parseCode(typed: string): string | null {
  const candidate = ofLink(typed) ?? typed;
  const short = candidate.replace(/[\s.·–—-]/gu, '').toUpperCase();
  if (SHORT_CODE.test(short)) return `${short.slice(0, 4)}-${short.slice(4)}`;
  const secret = candidate.trim();
  return LINK_SECRET.test(secret) ? secret : null;
}
