import {
  CompiledQuery,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type Kysely,
  type QueryResult,
} from 'kysely';
import { WorkerCalls, startWorker } from '../workers/WorkerCalls.ts';

/** What goes over the message port, and what comes back. */
export interface Statement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}
export interface StatementResult {
  readonly rows: readonly Record<string, unknown>[];
  readonly changes: number;
}

/**
 * Kysely's SQLite dialect with the database in a worker: a storm of sign-ups waits for the disk there, and edits on the
 * main thread do not. There is one connection; whoever holds it (a query, or a transaction from begin to commit) has it
 * alone, so a query through `db` inside a transaction of the same task would wait for itself: use the transaction's.
 */
export class WorkerDialect implements Dialect {
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  createDriver(): Driver {
    return new WorkerDriver(this.#file);
  }
  createQueryCompiler(): SqliteQueryCompiler {
    return new SqliteQueryCompiler();
  }
  createAdapter(): SqliteAdapter {
    return new TransactionalSqliteAdapter();
  }
  createIntrospector(db: Kysely<unknown>): SqliteIntrospector {
    return new SqliteIntrospector(db);
  }
}

/** SQLite rolls back DDL too, so a migration that fails half-way leaves nothing behind. */
class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class WorkerDriver implements Driver {
  readonly #file: string;
  readonly #waiting: (() => void)[] = [];
  #busy = false;
  #calls: WorkerCalls | null = null;
  #connection: WorkerConnection | null = null;

  constructor(file: string) {
    this.#file = file;
  }

  async init(): Promise<void> {
    this.#calls = new WorkerCalls(startWorker(import.meta.url, 'databaseWorker', { file: this.#file }));
    this.#connection = new WorkerConnection(this.#calls);
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    if (this.#busy) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#busy = true;
    if (this.#connection === null) throw new Error('the database is not open');
    return this.#connection;
  }

  /** Hands the connection straight to the next in line, without a moment in which a newcomer could take it. */
  async releaseConnection(): Promise<void> {
    const next = this.#waiting.shift();
    if (next === undefined) this.#busy = false;
    else next();
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'));
  }
  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('rollback'));
  }

  async destroy(): Promise<void> {
    await this.#calls?.close();
  }
}

class WorkerConnection implements DatabaseConnection {
  readonly #calls: WorkerCalls;

  constructor(calls: WorkerCalls) {
    this.#calls = calls;
  }

  /** @throws WeftError `storage_failed` with SQLite's words as detail. */
  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const result = (await this.#calls.call('execute', { sql, parameters } satisfies Statement)) as StatementResult;
    return { rows: result.rows as R[], numAffectedRows: BigInt(result.changes) };
  }

  // oxlint-disable-next-line require-yield -- Kysely's interface asks for a generator; nothing here reads by stream
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('app.db is small: read it whole');
  }
}
