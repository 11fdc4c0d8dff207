import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** Below this a compressed copy saves no packet. */
const MIN_BYTES = 1_400;

/**
 * Writes a `.gz` beside each text file of the build, which the server hands out as it is: two hundred people who join in
 * a minute cost no compression. gzip only, since browsers ask for brotli on https alone and plain http is a home of Weft.
 */
export function precompress(): Plugin {
  return {
    name: 'weft-precompress',
    apply: 'build',
    writeBundle(options, bundle) {
      for (const name of Object.keys(bundle)) {
        if (!/\.(js|css|html|svg|json)$/.test(name)) continue;
        const path = join(options.dir ?? '', name);
        const bytes = readFileSync(path);
        if (bytes.byteLength >= MIN_BYTES) writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
      }
    },
  };
}
