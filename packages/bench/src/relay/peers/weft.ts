import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ServerProcess } from '../ServerProcess.ts';
import { WeftVoice } from '../voices/WeftVoice.ts';
import { YjsVoice } from '../voices/YjsVoice.ts';
import { clientIdOf, type Peer, type PeerBoard, type PeerStart, type RunningPeer } from './Peer.ts';
import { WeftApi } from './WeftApi.ts';

const ROOT = fileURLToPath(new URL('../../../../../', import.meta.url));

/** Weft as it is built, with its log on disk: by the protocol of its own client, or by the stock one. */
function weft(id: string, name: string, about: string, own: boolean): Peer {
  return { id, name, about, speaksYjs: true, start: (options) => start(options, own) };
}

export const WEFT = weft('weft', 'Weft', "Weft's own client protocol", true);
export const WEFT_STOCK = weft('weft-stock', 'Weft, stock clients', 'the y-websocket protocol', false);

async function start({ pinned, nodeArguments = [] }: PeerStart, own: boolean): Promise<RunningPeer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'weft-bench-'));
  const server = await ServerProcess.start({
    command: [process.execPath, '--enable-source-maps', ...nodeArguments, join(ROOT, 'server/dist/main.js')],
    cwd: dataDir,
    // Rates are the one limit that is off: the crowd comes from one address, and at once.
    env: { DATA_DIR: join(dataDir, 'data'), RATE_LIMITS: 'off', LOG_LEVEL: 'warn' },
    pinned,
  });
  const api = new WeftApi(`http://127.0.0.1:${server.port}`);
  const facilitator = await api.guest('Facilitator');
  return {
    server,
    board: () => openBoard(api, facilitator.token, own),
    stop: async () => {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function openBoard(api: WeftApi, facilitator: string, own: boolean): Promise<PeerBoard> {
  const { id } = await api.board(facilitator, 'Bench');
  const { code } = await api.link(facilitator, id, 'participant');
  let people = 0;
  return {
    contributions: async (since) => (await api.contributions(facilitator, id, since)).seq,
    seat: async () => {
      const person = (people += 1);
      const { token } = await api.guest(`Person ${person}`);
      await api.join(token, code);
      const clientId = clientIdOf(person);
      return {
        path: `/sync/${id}?token=${encodeURIComponent(token)}${own ? '&weft=1&presence=1' : ''}`,
        voice: own ? new WeftVoice(clientId) : new YjsVoice({ clientId }),
      };
    },
  };
}
