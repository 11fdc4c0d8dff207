import { mkdirSync } from 'node:fs';
import { buildApp } from './app.ts';
import { lanAddresses, readConfig, type Config } from './config.ts';
import { lockDataDir } from './dataDirLock.ts';
import { licenseState } from './http/operations.ts';
import { startFailure } from './startFailure.ts';

/** What a person at the terminal reads; the structured log goes its own way. */
const say = (line: string): void => void process.stdout.write(`${line}\n`);

function addresses(config: Config, port: number): string {
  const open = config.host === '0.0.0.0' || config.host === '::';
  const own = open ? `http://localhost:${port}` : `http://${config.host}:${port}`;
  const others = open ? lanAddresses().map((address) => `http://${address}:${port} (phones on this network)`) : [];
  const shared = config.publicUrl === undefined ? [] : [`${config.publicUrl} (PUBLIC_URL)`];
  return [own, ...others, ...shared].join(' · ');
}

function sayLicense(config: Config): void {
  const state = licenseState(config, config.publicUrl?.startsWith('https://') === true ? 'https' : 'http');
  if (state === 'blank') {
    say(
      'Note: PUBLIC_URL is https and TLDRAW_LICENSE_KEY is not set: the canvas goes blank after 5 seconds. See docs/tldraw-licence.md',
    );
  } else if (state === 'badge') {
    say(
      'Note: no TLDRAW_LICENSE_KEY: on http the canvas works and shows a tldraw button; on https it would go blank. See docs/tldraw-licence.md',
    );
  }
}

function sayWhyNot(error: unknown, config: Config | null): never {
  for (const reason of startFailure(error, config)) say(`Cannot start: ${reason}`);
  process.exit(1);
}

async function main(): Promise<void> {
  let config: Config | null = null;
  try {
    config = readConfig(process.env);
    mkdirSync(config.dataDir, { recursive: true });
    const unlock = lockDataDir(config.dataDir);
    const { app, stop, givenUp } = await buildApp(config);
    let ending = false;
    // A signal to the whole process group comes twice, as `npm start` passes it on: the second must not cut the first short.
    const end = (signal: NodeJS.Signals): void => {
      if (ending) return;
      ending = true;
      app.log.info({ signal }, 'stopping');
      stop().then(
        () => {
          unlock();
          process.exit(0);
        },
        (error: unknown) => {
          app.log.error({ err: error }, 'did not stop cleanly');
          process.exit(1);
        },
      );
    };
    void givenUp.then((reason) => {
      app.log.fatal({ reason }, 'giving up');
      say(`Weft stops: ${reason}. What was saved is safe; the log above says more.`);
      process.exit(1);
    });
    process.on('SIGTERM', end);
    process.on('SIGINT', end);
    // Fastify's own line would be a second one with the word that tells that the server is ready.
    await app.listen({ port: config.port, host: config.host, listenTextResolver: (bound) => `Bound to ${bound}` });
    const address = app.server.address();
    const port = typeof address === 'object' && address !== null ? address.port : config.port;
    sayLicense(config);
    say(`Weft is listening at ${addresses(config, port)}`);
  } catch (error) {
    sayWhyNot(error, config);
  }
}

await main();
