import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { workerData } from 'node:worker_threads';
import { inFile } from '../workers/inFile.ts';
import { serveWorker } from '../workers/serveWorker.ts';
import type { Statement, StatementResult } from './WorkerDialect.ts';

/** Prepared statements are kept: the queries of this server are few, but lists of values make variants. */
const MAX_PREPARED = 500;

const db = inFile((workerData as { file: string }).file, (file) => {
  const opened = new DatabaseSync(file);
  opened.exec(
    // What is deleted is overwritten: a name must not stay readable in a page that is free.
    'PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;',
  );
  return opened;
});

const prepared = new Map<string, StatementSync>();

function prepare(sql: string): StatementSync {
  const known = prepared.get(sql);
  if (known !== undefined) return known;
  const statement = db.prepare(sql);
  if (prepared.size >= MAX_PREPARED) prepared.clear();
  prepared.set(sql, statement);
  return statement;
}

/** SQLite has no booleans and no `undefined`. */
function bindable(value: unknown): SQLInputValue {
  if (value === undefined) return null;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return value as SQLInputValue;
}

function execute({ sql, parameters }: Statement): StatementResult {
  const statement = prepare(sql);
  const values = parameters.map(bindable);
  if (statement.columns().length > 0) return { rows: statement.all(...values), changes: 0 };
  return { rows: [], changes: Number(statement.run(...values).changes) };
}

serveWorker({ execute, close: () => db.close() });
