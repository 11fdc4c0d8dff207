import { readFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';

/** When and on what a benchmark ran, in one sentence. */
export function describeMachine(now: Date): string {
  const cores = availableParallelism();
  const versions = [`Node ${process.versions.node}`, ...['yjs', '@tldraw/store'].map(versionOf)].join(', ');
  // Times are only worth comparing from a machine that had nothing else to do; sizes always are.
  const load = (loadavg()[0] ?? 0).toFixed(1);
  return `Measured on ${now.toISOString().slice(0, 10)}, ${cores} cores (${process.arch}), load average ${load}, ${versions}.`;
}

/** A library's version as installed: the manifest nearest above its entry point. */
function versionOf(name: string): string {
  for (let at = new URL('.', import.meta.resolve(name)); at.pathname !== '/'; at = new URL('..', at)) {
    const manifest = readManifest(new URL('package.json', at));
    if (manifest?.name === name) return `${name} ${String(manifest.version)}`;
  }
  return name;
}

function readManifest(url: URL): { readonly name?: unknown; readonly version?: unknown } | null {
  try {
    // Only these two fields are looked at, and only to be shown.
    return JSON.parse(readFileSync(url, 'utf8')) as { name?: unknown; version?: unknown };
  } catch {
    // Most folders on the way up have no manifest.
    return null;
  }
}
