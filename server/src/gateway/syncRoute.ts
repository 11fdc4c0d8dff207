import websocket from '@fastify/websocket';
import fp from 'fastify-plugin';
import type { WebSocket } from 'ws';
import { Admission, type AdmissionOptions } from './Admission.ts';
import { Heartbeat } from './Heartbeat.ts';
import { SocketPlaces } from './SocketPlaces.ts';

/** `ws` closes above its own maximum with 1009, which the stock client retries for ever; ours lies below and has a name. */
const WS_MAX_PAYLOAD = 16 * 1024 * 1024;
/** So long a server that stops waits for its clients to say goodbye. */
const FAREWELL_MS = 2_000;

/**
 * `ws …/sync/:boardId`, the y-websocket protocol. An upgrade is always accepted and then closed with a code if need be: an
 * HTTP error would make the stock client retry for ever.
 */
export const syncRoute = fp<AdmissionOptions>(async (app, options) => {
  await app.register(websocket, {
    options: { maxPayload: WS_MAX_PAYLOAD },
    // What a client did wrong is no fault of ours, and told once; 'close' follows.
    errorHandler: (error, socket, request) => {
      request.log.info({ err: error }, 'socket error');
      socket.terminate();
    },
  });
  const { limits, rateLimits } = options.config;
  const places = new SocketPlaces(rateLimits ? limits : { ...UNLIMITED_PLACES, maxSockets: limits.maxSockets });
  const admission = new Admission(options, app.log);
  const heartbeat = new Heartbeat(limits.heartbeatMs);
  app.addHook('preClose', async () => {
    heartbeat.stop();
    // A device that sleeps does not answer the closing, and `ws` would wait half a minute for it.
    setTimeout(() => {
      for (const socket of heartbeat.sockets) socket.terminate();
    }, FAREWELL_MS);
  });

  app.get<{ Params: { boardId: string } }>(
    '/sync/:boardId',
    { websocket: true, schema: { hide: true } },
    (socket: WebSocket, request) => {
      const { place, refused } = places.come(request.ip);
      socket.on('close', () => place.leave());
      heartbeat.watch(socket, request.raw.socket);
      if (refused === null) admission.admit(socket, request, place);
      else admission.refuse(socket, request, refused);
    },
  );
});

/** `RATE_LIMITS=off`: a load test sits behind one address. */
const UNLIMITED_PLACES = {
  maxSocketsPerAddress: Infinity,
  maxSocketsPerPerson: Infinity,
  maxSocketsPerBoard: Infinity,
};
