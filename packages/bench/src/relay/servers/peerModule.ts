import { createRequire } from 'node:module';
import { join } from 'node:path';

/** A package of the folder in which this program runs: the peers are not among the workspace's own. */
export function peerModule(name: string): unknown {
  return createRequire(join(process.cwd(), 'package.json'))(name);
}

export const PORT = Number(process.env['PORT']);
export const HOST = '127.0.0.1';

/** The line that the benchmark waits for. */
export const sayReady = (): void => void process.stdout.write('listening\n');

export interface WsSocket {
  readonly readyState: number;
  readonly OPEN: number;
  send(data: Uint8Array, options: { readonly binary: boolean }): void;
  on(event: 'message', listener: (data: Uint8Array, isBinary: boolean) => void): void;
  on(event: 'close', listener: () => void): void;
}

export interface WsModule {
  readonly WebSocketServer: new (options: { port: number; host: string }) => {
    on(event: 'listening', listener: () => void): void;
    on(event: 'connection', listener: (socket: WsSocket, request: { url?: string }) => void): void;
  };
}
