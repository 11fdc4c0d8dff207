import { networkInterfaces } from 'node:os';
import { z } from 'zod';
import { LIMITS, type Limits } from '@weft/protocol';

const isLimit = (name: string): boolean => Object.hasOwn(LIMITS, name);

/** `{"maxSockets": 200}`: any of the protocol's limits with another value. */
const LimitsSchema = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: 'custom', message: 'is no JSON' });
      return z.NEVER;
    }
  })
  .pipe(z.record(z.string().refine(isLimit, 'is no limit of Weft'), z.number().int().positive()));

const EnvironmentSchema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().default('0.0.0.0'),
  DATA_DIR: z.string().min(1).default('data'),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  TLDRAW_LICENSE_KEY: z.string().min(1).optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** `off` is for load tests: it is obeyed only while the server listens on loopback. */
  RATE_LIMITS: z.enum(['on', 'off']).default('on'),
  LIMITS: LimitsSchema.default({}),
});

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly publicUrl: string | undefined;
  readonly licenseKey: string | undefined;
  readonly logLevel: z.infer<typeof EnvironmentSchema>['LOG_LEVEL'];
  readonly rateLimits: boolean;
  readonly limits: Limits;
}

const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || host.startsWith('127.');

/** @throws a ZodError that names each variable that cannot be read. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const named = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const env = EnvironmentSchema.parse(named);
  return {
    port: env.PORT,
    host: env.HOST,
    dataDir: env.DATA_DIR,
    publicUrl: env.PUBLIC_URL?.replace(/\/+$/, ''),
    licenseKey: env.TLDRAW_LICENSE_KEY,
    logLevel: env.LOG_LEVEL,
    rateLimits: !(env.RATE_LIMITS === 'off' && isLoopback(env.HOST)),
    limits: { ...LIMITS, ...env.LIMITS },
  };
}

/** The machine's own addresses in the local network, IPv4 first: what a phone in the room can reach. */
export function lanAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter((address) => !address.internal && address.family === 'IPv4' && !address.address.startsWith('169.254.'))
    .map((address) => address.address);
}

/** The address to put into links and QR codes: what others can reach. `port` is the one really listened on. */
export function shareUrl(config: Config, port: number): string {
  if (config.publicUrl !== undefined) return config.publicUrl;
  if (config.host !== '0.0.0.0' && config.host !== '::') return `http://${config.host}:${port}`;
  return `http://${lanAddresses()[0] ?? 'localhost'}:${port}`;
}
