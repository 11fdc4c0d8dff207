/** A bare forwarder: every frame goes to everybody else on the same path, as it came. */
import { HOST, peerModule, PORT, sayReady, type WsModule, type WsSocket } from './peerModule.ts';

const { WebSocketServer } = peerModule('ws') as WsModule;
const rooms = new Map<string, Set<WsSocket>>();
const server = new WebSocketServer({ port: PORT, host: HOST });

server.on('connection', (socket, { url = '/' }) => {
  const room = rooms.get(url) ?? new Set();
  rooms.set(url, room.add(socket));
  socket.on('message', (data, binary) => {
    for (const other of room) if (other !== socket && other.readyState === other.OPEN) other.send(data, { binary });
  });
  socket.on('close', () => room.delete(socket));
});
server.on('listening', sayReady);
