import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const FOLDER = fileURLToPath(new URL('../../../../../node_modules/.weft/peers/', import.meta.url));

/**
 * The peers in exact versions. They are nobody's dependency: they are installed the first time they are measured, in a
 * folder of their own, so that neither Weft's lock file nor who only runs Weft has to do with them.
 */
const MANIFEST = JSON.stringify({
  name: 'weft-bench-peers',
  private: true,
  dependencies: {
    '@hocuspocus/extension-database': '4.7.0',
    '@hocuspocus/server': '4.7.0',
    '@tldraw/sync-core': '5.4.2',
    '@tldraw/tlschema': '5.4.2',
    '@y/websocket-server': '0.1.1',
    react: '19.2.1',
    'react-dom': '19.2.1',
    ws: '8.23.0',
    'y-protocols': '1.0.7',
    yjs: '13.6.33',
  },
});

let installed: Promise<string> | null = null;

/** @returns the folder in which the peers' programs run. */
export function installPeers(): Promise<string> {
  installed ??= install();
  return installed;
}

async function install(): Promise<string> {
  const manifest = join(FOLDER, 'package.json');
  // Written last, so that an install which was cut short is done again.
  const stamp = join(FOLDER, 'installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === MANIFEST) return FOLDER;
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(manifest, MANIFEST);
  process.stdout.write('  Installing the peers (once) …\n');
  const args = ['install', '--prefix', FOLDER, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  await promisify(execFile)('npm', args, { cwd: FOLDER, env: { ...process.env, NODE_ENV: '' } });
  writeFileSync(stamp, MANIFEST);
  return FOLDER;
}
