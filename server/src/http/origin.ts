import type { IncomingHttpHeaders } from 'node:http';

/**
 * A cookie travels with requests that other sites make. Browsers name the site in `Origin`; it must be ours: the host
 * that was asked, or `PUBLIC_URL` behind a proxy that renames it. Without `Origin` it was no browser's cross-site request.
 */
export function isOwnOrigin(headers: IncomingHttpHeaders, publicUrl: string | undefined): boolean {
  const { origin, host } = headers;
  if (origin === undefined) return true;
  if (publicUrl !== undefined && origin === new URL(publicUrl).origin) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}
