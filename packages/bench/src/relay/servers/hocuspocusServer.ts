/**
 * Hocuspocus with a store. Its SQLite extension is its database extension with three statements for a native SQLite that
 * is not built for every Node; here the same statements run on Node's own.
 */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { HOST, peerModule, PORT, sayReady } from './peerModule.ts';

interface ServerModule {
  readonly Server: new (options: object) => { listen(): Promise<unknown> };
}
interface DatabaseModule {
  readonly Database: new (options: {
    fetch(of: { documentName: string }): Promise<Uint8Array | null>;
    store(of: { documentName: string; state: Uint8Array }): Promise<void>;
  }) => object;
}

const { Server } = peerModule('@hocuspocus/server') as ServerModule;
const { Database } = peerModule('@hocuspocus/extension-database') as DatabaseModule;

const db = new DatabaseSync(join(process.env['DATA_DIR'] ?? '.', 'hocuspocus.sqlite'));
db.exec('CREATE TABLE IF NOT EXISTS "documents" ("name" varchar(255) NOT NULL, "data" blob NOT NULL, UNIQUE(name))');
const select = db.prepare('SELECT data FROM "documents" WHERE name = ? ORDER BY rowid DESC');
const upsert = db.prepare(
  'INSERT INTO "documents" ("name", "data") VALUES (?, ?) ON CONFLICT(name) DO UPDATE SET data = excluded.data',
);
const database = new Database({
  fetch: async ({ documentName }) => (select.get(documentName)?.['data'] as Uint8Array | undefined) ?? null,
  store: async ({ documentName, state }) => void upsert.run(documentName, state),
});

await new Server({ port: PORT, address: HOST, quiet: true, extensions: [database] }).listen();
sayReady();
