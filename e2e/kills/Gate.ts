import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/**
 * A TCP way to the server that can be shut. After a kill the test reads from the server directly what it still has
 * while the gate keeps the writers out: they would bring back from their own copies whatever the server had lost.
 */
export class Gate {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #open = true;

  private constructor(targetPort: number) {
    this.#server = createServer((socket) => {
      if (!this.#open) {
        socket.destroy();
        return;
      }
      const target = connect(targetPort, '127.0.0.1');
      for (const [from, to] of [
        [socket, target],
        [target, socket],
      ] as const) {
        this.#sockets.add(from);
        from.setNoDelay(true);
        from.on('data', (bytes) => to.write(bytes));
        // An error is always followed by close, and a closed half means that the other has nobody to talk to.
        from.on('error', () => to.destroy());
        from.on('close', () => {
          this.#sockets.delete(from);
          to.destroy();
        });
      }
    });
  }

  static async before(targetPort: number): Promise<Gate> {
    const gate = new Gate(targetPort);
    gate.#server.listen(0, '127.0.0.1');
    await once(gate.#server, 'listening');
    return gate;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  open(): void {
    this.#open = true;
  }

  /** Nobody new gets through. Those inside stay: what the server had sent them may still be on its way. */
  shut(): void {
    this.#open = false;
  }

  async remove(): Promise<void> {
    this.shut();
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
