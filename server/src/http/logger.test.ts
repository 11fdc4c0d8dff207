import websocket from '@fastify/websocket';
import { fastify } from 'fastify';
import { expect, it } from 'vitest';
import WebSocket from 'ws';
import { LOG_SERIALIZERS } from './logger.ts';

it('a token never gets into the log, not even of a socket that knocks at a page', async () => {
  const lines: string[] = [];
  const app = fastify({
    logger: { stream: { write: (line: string) => void lines.push(line) }, serializers: LOG_SERIALIZERS },
  });
  await app.register(websocket);
  app.get('/', async () => 'a page');
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as { port: number };
  const socket = new WebSocket(`ws://127.0.0.1:${port}/?token=SECRET`);
  socket.on('error', () => undefined);
  await new Promise((resolve) => socket.once('close', resolve));
  await app.inject('/?token=SECRET');
  await app.close();
  expect(lines.some((line) => line.includes('"path":"/"'))).toBe(true);
  expect(lines.filter((line) => line.includes('SECRET'))).toEqual([]);
});
