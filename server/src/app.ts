import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import { fastify, LogController, type FastifyInstance } from 'fastify';
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { Registry, collectDefaultMetrics } from 'prom-client';
import { WeftError } from '@weft/protocol';
import { BoardAssets } from './assets/BoardAssets.ts';
import { assetRoutes } from './assets/assetRoutes.ts';
import { BoardRegistry } from './boards/BoardRegistry.ts';
import { TouchThrottle } from './boards/TouchThrottle.ts';
import { shareUrl, type Config } from './config.ts';
import { BoardContributions } from './contributions/BoardContributions.ts';
import { contributionRoutes } from './contributions/contributionRoutes.ts';
import { openDatabase } from './database/openDatabase.ts';
import { DisclosureRepository } from './disclosure/DisclosureRepository.ts';
import { displayRoutes } from './disclosure/displayRoutes.ts';
import { ErasureRepository } from './erasing/ErasureRepository.ts';
import { erasureRoutes } from './erasing/erasureRoutes.ts';
import { Erasures } from './erasing/Erasures.ts';
import { UnfinishedErasures } from './erasing/UnfinishedErasures.ts';
import { exchangeRoutes } from './exchange/exchangeRoutes.ts';
import { forkRoutes } from './forks/forkRoutes.ts';
import { gatewayMetrics } from './gateway/GatewayMetrics.ts';
import { commitPace, editPace } from './gateway/pace.ts';
import { syncRoute } from './gateway/syncRoute.ts';
import { ThreadLoad } from './gateway/ThreadLoad.ts';
import { BoardHistory } from './history/BoardHistory.ts';
import { historyRoutes } from './history/historyRoutes.ts';
import { acceptEmptyJson } from './http/acceptEmptyJson.ts';
import { answerError, answerUnroutable, codeOf } from './http/errorHandler.ts';
import { LOG_SERIALIZERS } from './http/logger.ts';
import { operations } from './http/operations.ts';
import { pages } from './http/pages.ts';
import { makeRequirePerson } from './http/requirePerson.ts';
import { lockRoutes } from './locks/lockRoutes.ts';
import { LogSealing } from './log/LogSealing.ts';
import { logMetrics } from './log/logMetrics.ts';
import { SqliteUpdateLog } from './log/SqliteUpdateLog.ts';
import { createMoments } from './moments/createMoments.ts';
import { MomentRepository } from './moments/MomentRepository.ts';
import { createMembership } from './membership/createMembership.ts';
import { createParts } from './parts/createParts.ts';
import { createPeople } from './people/createPeople.ts';

const VERSION = (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string })
  .version;
const TOUCH_INTERVAL_MS = 2_000;

/** No request ever leaves the browser for another host; plain http on a LAN is a first-class home, so nothing is upgraded. */
const SECURITY_HEADERS = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      fontSrc: ["'self'", 'data:'],
      styleSrc: ["'self'", "'unsafe-inline'"],
      workerSrc: ["'self'", 'blob:'],
      objectSrc: ["'none'"],
      baseUri: ["'self'"],
      frameAncestors: ["'self'"],
    },
  },
  strictTransportSecurity: false,
  crossOriginOpenerPolicy: false,
  originAgentCluster: false,
} as const;

export interface WeftApp {
  readonly app: FastifyInstance;
  /** Sends clients away with a code that makes them come back, commits what was received, and closes the stores. */
  readonly stop: () => Promise<void>;
  /** Resolves, with the reason, when the server cannot do its work any more and should be started anew. */
  readonly givenUp: Promise<string>;
}

/** The whole server, not yet listening. */
export async function buildApp(config: Config, now: () => number = Date.now): Promise<WeftApp> {
  mkdirSync(config.dataDir, { recursive: true });
  const app = fastify({
    logger: {
      level: config.logLevel,
      serializers: LOG_SERIALIZERS,
    },
    logController: new LogController({ disableRequestLogging: true }),
    // A proxy on the same machine may name the client's address; nobody else may.
    trustProxy: 'loopback',
    forceCloseConnections: true,
    // Routes match no patterns that a long part of a path could tire; what it names is then simply not there.
    routerOptions: { maxParamLength: 16 * 1024 },
    frameworkErrors: answerUnroutable,
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(answerError);
  acceptEmptyJson(app);

  const logFile = join(config.dataDir, 'log.db');
  const metrics = new Registry();
  collectDefaultMetrics({ register: metrics });
  const givenUp = Promise.withResolvers<string>();
  let damaged = 0;
  const measured = logMetrics(metrics, {
    sizes: () => log.sizes(),
    waiting: () => log.waiting,
    cannotSave: () => registry.storageFault !== null,
    sealingLagMs: () => sealing.lagMs,
    sealingBroken: () => sealing.isBroken,
    damaged: () => damaged,
  });
  const load = new ThreadLoad();
  const log = new SqliteUpdateLog(logFile, {
    windowMs: () => commitPace(config.limits.commitWindowMs, load.busy),
    onCommit: measured.onCommit,
    onWorkerDeath: (error) => app.log.error({ err: error }, 'the worker that writes the log died; starting another'),
    onWorkerGivenUp: () => givenUp.resolve('the worker that writes the log died again and again'),
  });
  // A store that cannot be read stops the start, not the first person.
  await log.ping();
  const db = await openDatabase(config);
  const people = await createPeople({ config, db, now });
  const { identity, signIns, guesses } = people;

  const touches = new TouchThrottle(TOUCH_INTERVAL_MS, (boardId, at) => {
    membership.port
      .touched(boardId, at)
      .catch((error: unknown) => app.log.error({ err: error, boardId }, 'not touched'));
  });
  const registry = new BoardRegistry({
    log,
    now,
    idleMs: config.limits.boardIdleMs,
    maxClientIds: config.limits.maxClientIdsPerConnection,
    maxLiveBoards: config.limits.maxLiveBoards,
    boardLimits: config.limits,
    pace: (listeners) => editPace({ listeners, busy: load.busy }),
    logger: app.log,
    timing: measured.edits,
    onTouched: (boardId, at) => touches.touch(boardId, at),
  });
  const disclosure = new DisclosureRepository(db);
  const membership = createMembership({
    disclosure,
    db,
    boards: registry,
    signIns,
    guesses,
    maxBoardsPerPerson: config.limits.maxBoardsPerPerson,
    now,
  });

  const gateway = gatewayMetrics(metrics, {
    boards: () => registry.liveCount,
    largestBoard: () => registry.largestBoardBytes,
    sockets: () => registry.connectionCount,
    people: () => registry.peopleCount,
  });

  app.addHook('onError', async (_request, _reply, error) => gateway.refusals.inc({ code: codeOf(error) }));

  const requirePerson = makeRequirePerson(identity, config.publicUrl);
  const address = (): string => shareUrl(config, listeningPort(app) ?? config.port);

  await app.register(helmet, SECURITY_HEADERS);
  await app.register(cookie);
  await app.register(swagger, {
    openapi: {
      info: { title: 'Weft', version: VERSION, description: 'A shared canvas that keeps everyone’s part in it.' },
    },
    transform: jsonSchemaTransform,
  });
  await app.register(swaggerUi, { routePrefix: '/api/docs', staticCSP: true });
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger());

  let stopping = false;
  const ready = async (): Promise<void> => {
    if (stopping) throw new WeftError('server_stopping');
    if (registry.storageFault !== null) throw new WeftError(registry.storageFault);
    await Promise.all([log.ping(), db.selectFrom('people').select('id').limit(1).execute()]);
  };
  await app.register(operations, { config, version: VERSION, metrics, ready });
  await app.register(people.routes, {
    requirePerson,
    shareUrl: address,
    onRenamed: async (person) => registry.renamed(person.id, person.name),
  });
  const ports = { requirePerson, membership: membership.port, boards: registry, disclosure };
  await app.register(membership.routes, { requirePerson, shareUrl: address });
  const assets = new BoardAssets({ config, db, now });
  await app.register(assetRoutes, { ...ports, config, assets });
  await app.register(lockRoutes, ports);
  await app.register(displayRoutes, { ...ports, now });
  await app.register(historyRoutes, { ...ports, pieces: log });
  const past = new BoardHistory(registry, log);
  app.addHook('onClose', () => past.close());
  const forking = { making: membership.port, founding: registry, images: assets, history: past, now };
  await app.register(forkRoutes, { ...ports, ...forking });
  const contributions = new BoardContributions(registry);
  await app.register(contributionRoutes, { ...ports, making: membership.port, contributions });
  const erasures = new Erasures({
    log,
    boards: registry,
    words: new ErasureRepository(db),
    images: assets,
    unfinished: new UnfinishedErasures(config.dataDir),
    derived: [contributions, membership.pictures],
    now,
    onUnfinished: (boardId, error) => app.log.error({ boardId, err: error }, 'an erasure could not be finished'),
  });
  await erasures.finishAll();
  await app.register(erasureRoutes, { ...ports, erasures, now });
  const moments = new MomentRepository(db);
  await app.register(
    createParts({ db, now, signIns, moments, making: membership.port, parts: contributions, ...ports }),
  );
  await app.register(
    createMoments({
      repository: moments,
      now,
      ...ports,
      lookBackSilenceMs: config.limits.lookBackSilenceMs,
      onError: (error) => app.log.error({ err: error }, 'the end of a look back was not logged'),
    }),
  );
  await app.register(exchangeRoutes, {
    ...ports,
    config,
    making: membership.port,
    founding: registry,
    version: VERSION,
    now,
    images: assets,
    moments,
    parts: contributions,
  });
  await app.register(syncRoute, {
    config,
    identity,
    membership: membership.port,
    disclosure,
    registry,
    metrics: gateway,
    busy: () => load.busy,
    now,
  });
  await app.register(pages);
  const sealing = new LogSealing({
    file: logFile,
    log,
    now,
    logger: app.log,
    onDamage: (detail) => {
      damaged += 1;
      app.log.error({ detail }, 'the log is damaged; `weft verify` says more');
    },
  });

  return {
    app,
    givenUp: givenUp.promise,
    stop: async () => {
      stopping = true;
      await registry.stop();
      await app.close();
      touches.stop();
      load.stop();
      await sealing.stop();
      await log.close();
      await db.destroy();
    },
  };
}

/** The port really listened on; null before. */
function listeningPort(app: FastifyInstance): number | null {
  const address = app.server.address();
  return address === null || typeof address === 'string' ? null : address.port;
}
