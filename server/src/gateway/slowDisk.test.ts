import { expect, it, onTestFinished } from 'vitest';
import { FailingLog } from '../log/FailingLog.testkit.ts';
import { StockPeer } from './faults.testkit.ts';
import { startGateway } from './testGateway.testkit.ts';
import { soon } from '../soon.testkit.ts';

const KILOBYTE = 1024;

it('[R2] slows senders down while the disk takes less than they send, then takes all of it, and closes nobody', async () => {
  let disk: SlowDisk | null = null;
  const gateway = await startGateway({}, { wrap: (log) => (disk = new SlowDisk(log)) });
  onTestFinished(() => gateway.stop());
  const [writer, reader] = [new StockPeer(gateway, 'ada'), new StockPeer(gateway, 'ben')];
  await soon(() => expect(writer.provider.synced && reader.provider.synced).toBe(true));
  const closed: unknown[] = [];
  for (const { provider } of [writer, reader]) provider.on('connection-close', (event) => closed.push(event));

  const { jam } = disk as unknown as SlowDisk;
  jam.begin();
  for (let part = 0; part < 200; part++) writer.records.set(`k-${part}`, 'x'.repeat(64 * KILOBYTE));
  // The one who sends waits in the network; memory holds a part of it only.
  await soon(() => expect(writer.provider.ws?.bufferedAmount).toBeGreaterThan(KILOBYTE));
  expect(jam.bytes).toBeLessThan(6 * 1024 * KILOBYTE);
  expect(reader.keys).toEqual([]);
  jam.end();
  await soon(() => expect(reader.keys).toHaveLength(200));
  expect(closed).toEqual([]);
}, 90_000);

/** Commits nothing while it is jammed, and says that it has a backlog, as a log does from some megabytes on. */
class SlowDisk extends FailingLog {
  readonly jam = new Jam();

  override get backlog(): Promise<void> | null {
    return this.jam.bytes > 4 * 1024 * KILOBYTE ? this.jam.over : null;
  }

  override async append(batch: Parameters<FailingLog['append']>[0]): Promise<void> {
    for (const { payload } of batch.entries) this.jam.bytes += payload.byteLength;
    await this.jam.over;
    await super.append(batch);
  }
}

class Jam {
  bytes = 0;
  #over = Promise.resolve();
  #end: () => void = () => undefined;

  get over(): Promise<void> {
    return this.#over;
  }

  begin(): void {
    this.bytes = 0;
    this.#over = new Promise((resolve) => (this.#end = resolve));
  }

  end(): void {
    this.bytes = 0;
    this.#end();
  }
}
