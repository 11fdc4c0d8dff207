/** `@tldraw/sync-core`'s room, one for each path, with its storage in memory. */
import { HOST, peerModule, PORT, sayReady, type WsModule, type WsSocket } from './peerModule.ts';

interface SyncModule {
  readonly TLSocketRoom: new (options: object) => {
    handleSocketConnect(of: { sessionId: string; socket: WsSocket }): void;
  };
}

const { WebSocketServer } = peerModule('ws') as WsModule;
const { TLSocketRoom } = peerModule('@tldraw/sync-core') as SyncModule;
const rooms = new Map<string, InstanceType<SyncModule['TLSocketRoom']>>();
const server = new WebSocketServer({ port: PORT, host: HOST });

server.on('connection', (socket, { url = '/' }) => {
  const { pathname, searchParams } = new URL(url, 'http://bench');
  const room = rooms.get(pathname) ?? new TLSocketRoom({});
  rooms.set(pathname, room);
  room.handleSocketConnect({ sessionId: searchParams.get('session') ?? '', socket });
});
server.on('listening', sayReady);
