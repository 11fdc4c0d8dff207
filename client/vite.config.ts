import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig, type Plugin } from 'vite';

/** Where the server of `pnpm dev` listens; the page is served by Vite, everything behind it by Weft. */
const server = `http://127.0.0.1:${process.env['PORT'] ?? '3000'}`;

const [toBrotli, toGzip] = [promisify(brotliCompress), promisify(gzip)];

async function compress(file: string): Promise<void> {
  const content = await readFile(file);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
  await writeFile(`${file}.br`, await toBrotli(content, { params }));
  await writeFile(`${file}.gz`, await toGzip(content, { level: 9 }));
}

/** Compresses once, while building, what the server would otherwise send as it is, to every phone in the room. */
function preCompressed(): Plugin {
  return {
    name: 'weft-pre-compressed',
    apply: 'build',
    async writeBundle({ dir }) {
      if (dir === undefined) return;
      const files = await readdir(dir, { recursive: true });
      await Promise.all(
        files.filter((file) => /\.(m?js|css|svg|html)$/.test(file)).map((file) => compress(join(dir, file))),
      );
    },
  };
}

export default defineConfig({
  plugins: [react(), preCompressed()],
  // `source` lets dev and build read the workspace packages' TypeScript: nothing has to be built first.
  resolve: { conditions: ['source', ...defaultClientConditions], dedupe: ['yjs', 'react', 'react-dom'] },
  server: {
    proxy: {
      // The Host stays the page's own: the server compares it with the Origin of what a cookie came with.
      '/api': { target: server, changeOrigin: false },
      '/tldraw-assets': { target: server, changeOrigin: false },
      '/sync': { target: server, changeOrigin: false, ws: true },
    },
  },
  build: {
    outDir: 'dist/web',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    // The canvas is one library that is only useful whole.
    chunkSizeWarningLimit: 2_000,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // What every page needs comes in one piece instead of in thirty; pages and dialogs stay apart.
          groups: [
            {
              name: 'base',
              test: /node_modules[\\/](?:\.pnpm[\\/])?(?:react|react-dom|scheduler|@tanstack\+|zod|clsx)[@+\\/]|zodWithoutEval/,
              priority: 2,
            },
          ],
        },
      },
    },
  },
});
