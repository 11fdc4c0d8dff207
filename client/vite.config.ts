import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';

/** Where the server of `pnpm dev` listens; the page is served by Vite, everything behind it by Weft. */
const server = `http://127.0.0.1:${process.env['PORT'] ?? '3000'}`;

export default defineConfig({
  plugins: [react()],
  // `source` lets dev and build read the workspace packages' TypeScript: nothing has to be built first.
  resolve: { conditions: ['source', ...defaultClientConditions], dedupe: ['yjs', 'react', 'react-dom'] },
  server: {
    proxy: {
      '/api': server,
      '/tldraw-assets': server,
      '/sync': { target: server, ws: true },
    },
  },
  build: { outDir: 'dist/web', emptyOutDir: true, assetsInlineLimit: 0, chunkSizeWarningLimit: 3000 },
});
