/** `@y/websocket-server` as its own program sets it up, without persistence. */
import { HOST, peerModule, PORT, sayReady, type WsModule, type WsSocket } from './peerModule.ts';

interface Utils {
  readonly setupWSConnection: (socket: WsSocket, request: { url?: string }) => void;
}

const { WebSocketServer } = peerModule('ws') as WsModule;
const { setupWSConnection } = peerModule('@y/websocket-server/utils') as Utils;
const server = new WebSocketServer({ port: PORT, host: HOST });

server.on('connection', (socket, request) => setupWSConnection(socket, request));
server.on('listening', sayReady);
