import { connect, type Socket } from 'node:net';
import { randomBytes } from 'node:crypto';
import { onTestFinished } from 'vitest';

/**
 * A client that has nothing but a TCP connection: it asks for the upgrade and then does only what the test does. It
 * answers no ping and no closing.
 */
export async function rawSocket(port: number, path: string): Promise<{ socket: Socket; ended: Promise<void> }> {
  const socket = connect({ port, host: '127.0.0.1' });
  onTestFinished(() => void socket.destroy());
  const ended = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  const upgraded = new Promise<void>((resolve) => socket.once('data', () => resolve()));
  socket.on('error', () => undefined);
  const lines = [
    `GET ${path} HTTP/1.1`,
    'Host: 127.0.0.1',
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
  ];
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  await upgraded;
  return { socket, ended };
}
