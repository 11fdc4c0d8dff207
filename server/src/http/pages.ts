import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import fp from 'fastify-plugin';
import { WeftError } from '@weft/protocol';

const YEAR_MS = 365 * 24 * 60 * 60 * 1000;
/** The built client; the same place seen from `src/` and from `dist/`. */
const WEB_ROOT = fileURLToPath(new URL('../../../client/dist/web', import.meta.url));

/**
 * The interface's files, and tldraw's fonts, icons and translations from the version-matched npm package: no request ever
 * leaves for another host. Every path that is not a file is a page of the one-page application.
 */
export const pages = fp(async (app) => {
  const tldrawAssets = dirname(createRequire(import.meta.url).resolve('@tldraw/assets/package.json'));
  await app.register(fastifyStatic, {
    root: tldrawAssets,
    prefix: '/tldraw-assets/',
    decorateReply: false,
    index: false,
    maxAge: YEAR_MS,
  });
  const built = existsSync(WEB_ROOT);
  if (built) {
    await app.register(fastifyStatic, {
      root: WEB_ROOT,
      prefix: '/',
      index: 'index.html',
      wildcard: false,
      preCompressed: true,
      setHeaders: (response, path) => {
        const immutable = path.includes('/assets/');
        response.header('cache-control', immutable ? `public, max-age=${YEAR_MS / 1000}, immutable` : 'no-cache');
      },
    });
  } else {
    app.log.warn('The interface is not built: only the API is served.');
  }
  app.setNotFoundHandler((request, reply) => {
    const isPage = request.method === 'GET' && !/^\/(api|sync|tldraw-assets|assets)(\/|$)/.test(request.url);
    if (!built || !isPage) throw new WeftError('not_found');
    return reply.header('cache-control', 'no-cache').sendFile('index.html');
  });
});
