import type { FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Registry } from 'prom-client';
import { z } from 'zod';
import { ConfigSchema, type RuntimeConfig } from '@weft/protocol';
import { shareUrl, type Config } from '../config.ts';

export interface OperationsOptions {
  readonly config: Config;
  readonly version: string;
  readonly metrics: Registry;
  /** Resolves when the server can take work; rejects with the reason when it cannot. */
  readonly ready: () => Promise<void>;
}

/** Whether tldraw will show a badge, go blank, or neither: on https without a key the canvas blanks after 5 s. */
export function licenseState(config: Config, protocol: string): RuntimeConfig['tldrawLicense'] {
  if (config.licenseKey !== undefined) return 'key';
  const https = protocol === 'https' || config.publicUrl?.startsWith('https://') === true;
  return https ? 'blank' : 'badge';
}

/** Liveness, readiness, metrics, and what the interface must know before it draws anything. */
export const operations = fp<OperationsOptions>(async (instance, { config, version, metrics, ready }) => {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const tags = ['operations'];

  app.get(
    '/health',
    { schema: { tags, summary: 'The process is alive', response: { 200: z.object({ status: z.literal('ok') }) } } },
    async () => ({ status: 'ok' as const }),
  );

  app.get(
    '/ready',
    {
      schema: {
        tags,
        summary: 'The server can take work',
        response: { 200: z.object({ ready: z.literal(true) }), 503: z.object({ ready: z.literal(false) }) },
      },
    },
    async (request, reply) => {
      try {
        await ready();
        return { ready: true as const };
      } catch (error) {
        request.log.warn({ err: error }, 'not ready');
        return reply.code(503).send({ ready: false as const });
      }
    },
  );

  app.get('/metrics', { schema: { tags, summary: 'Prometheus text', hide: false } }, async (_request, reply) =>
    reply.type(metrics.contentType).send(await metrics.metrics()),
  );

  app.get(
    '/api/config',
    { schema: { tags, summary: 'What the interface needs to know', response: { 200: ConfigSchema } } },
    async (request) => runtimeConfig(request, config, version),
  );
});

function runtimeConfig(request: FastifyRequest, config: Config, version: string): RuntimeConfig {
  return {
    version,
    shareUrl: shareUrl(config, request.socket.localPort ?? config.port),
    tldrawLicenseKey: config.licenseKey ?? null,
    tldrawLicense: licenseState(config, request.protocol),
    maxAssetBytes: config.limits.maxAssetBytes,
    maxImportBytes: config.limits.maxImportBytes,
    maxImportedImages: config.limits.maxImportedImages,
  };
}
