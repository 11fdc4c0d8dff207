import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as encoding from 'lib0/encoding';
import { ServerProcess } from '../ServerProcess.ts';
import { TldrawVoice } from '../voices/TldrawVoice.ts';
import type { Voice } from '../voices/Voice.ts';
import { clientFrame, OPCODE } from '../wire/webSocketFrames.ts';
import { YjsVoice } from '../voices/YjsVoice.ts';
import { installPeers } from './installPeers.ts';
import { clientIdOf, type Peer, type PeerStart, type RunningPeer } from './Peer.ts';

/** How somebody talks on one board of a peer. */
type Talk = (board: string, person: number) => { readonly path: string; readonly voice: Voice };

/** A peer that is a program in `servers/`, run among the packages that it needs. */
function program(id: string, name: string, about: string, speaksYjs: boolean, talk: Talk): Peer {
  return { id, name, about, speaksYjs, start: (options) => start(id, options, talk) };
}

/** `ws` and nothing else: what any relay built on it costs at the least, if it does not batch. */
export const FORWARDER = program(
  'ws',
  'bare ws',
  'forwards every frame; no document, nothing kept',
  false,
  (board, person) => ({
    path: `/${board}`,
    voice: new YjsVoice({ clientId: clientIdOf(person), syncs: false }),
  }),
);

export const Y_WEBSOCKET = program(
  'y-websocket',
  'y-websocket-server',
  '@y/websocket-server 0.1.1; in memory',
  true,
  (board, person) => ({ path: `/${board}`, voice: new YjsVoice({ clientId: clientIdOf(person) }) }),
);

export const HOCUSPOCUS = program(
  'hocuspocus',
  'Hocuspocus',
  'Hocuspocus 4.7; its database extension with the statements of its SQLite extension, on Node’s own SQLite: stores 2 s after',
  true,
  (board, person) => ({ path: '/', voice: hocuspocusVoice(board, person) }),
);

export const TLDRAW = program(
  'tldraw',
  'tldraw sync',
  '@tldraw/sync-core 5.4.2, its room with storage in memory; another protocol: records as JSON',
  false,
  (board, person) => ({ path: `/${board}?session=${person}`, voice: new TldrawVoice(person) }),
);

async function start(id: string, { pinned, nodeArguments = [] }: PeerStart, talk: Talk): Promise<RunningPeer> {
  const cwd = await installPeers();
  const dataDir = mkdtempSync(join(tmpdir(), `weft-bench-${id}-`));
  const file = fileURLToPath(new URL(`../servers/${id}Server.ts`, import.meta.url));
  const server = await ServerProcess.start({
    command: [process.execPath, '--disable-warning=ExperimentalWarning', ...nodeArguments, file],
    cwd,
    env: { DATA_DIR: dataDir },
    pinned,
  });
  let boards = 0;
  return {
    server,
    board: async () => {
      const board = `board-${(boards += 1)}`;
      let people = 0;
      return { seat: async () => talk(board, (people += 1)) };
    },
    stop: async () => {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

const HOCUSPOCUS_AUTH = 2;
const HOCUSPOCUS_TOKEN = 0;

/** The same protocol with the document's name before each message, and a token before the first. */
function hocuspocusVoice(board: string, person: number): Voice {
  const name = encoding.createEncoder();
  encoding.writeVarString(name, board);
  const prefix = encoding.toUint8Array(name);
  const auth = encoding.createEncoder();
  encoding.writeUint8Array(auth, prefix);
  encoding.writeVarUint(auth, HOCUSPOCUS_AUTH);
  encoding.writeVarUint(auth, HOCUSPOCUS_TOKEN);
  encoding.writeVarString(auth, '');
  const before = [clientFrame(encoding.toUint8Array(auth), OPCODE.binary).frame];
  return new YjsVoice({ clientId: clientIdOf(person), prefix, before });
}
