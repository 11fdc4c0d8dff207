import { createAuthEndpoint } from 'better-auth/api';
import { betterAuth, type BetterAuthOptions, type BetterAuthPlugin } from 'better-auth';
import { deleteSessionCookie, setSessionCookie } from 'better-auth/cookies';
import { anonymous, bearer } from 'better-auth/plugins';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Database } from '../database/Database.ts';

const YEAR_SECONDS = 365 * 24 * 60 * 60;
const DAY_SECONDS = 24 * 60 * 60;

export interface AuthOptions {
  readonly db: Kysely<Database>;
  readonly secret: string;
  /** Cookies are `Secure` when this is https; on plain http they could not be. */
  readonly publicUrl: string | undefined;
}

/**
 * Sessions begun and ended by this server itself: begun for a sign-in that is known already, which is how a handover or
 * a recovery link signs its holder in. The endpoints have no path, so no request reaches them.
 */
const ownSessions = () =>
  ({
    id: 'weft-sessions',
    endpoints: {
      createSessionFor: createAuthEndpoint(
        { method: 'POST', body: z.object({ userId: z.string() }) },
        async (context) => {
          const adapter = context.context.internalAdapter;
          const user = await adapter.findUserById(context.body.userId);
          if (user === null) throw new Error('an identity without a sign-in');
          const session = await adapter.createSession(user.id);
          await setSessionCookie(context, { session, user }, false);
          return { token: session.token };
        },
      ),
      // better-auth's own sign-out says it worked when the database failed.
      endSession: createAuthEndpoint({ method: 'POST', body: z.object({ token: z.string() }) }, async (context) => {
        await context.context.internalAdapter.deleteSession(context.body.token);
        deleteSessionCookie(context);
        return { ended: true };
      }),
    },
  }) satisfies BetterAuthPlugin;

/** better-auth's options apart from its plugins: its tables, its cookie, and that it talks to nobody. */
export const authOptions = ({ db, secret, publicUrl }: AuthOptions) =>
  ({
    appName: 'Weft',
    baseURL: publicUrl ?? 'http://localhost',
    secret,
    database: { db, type: 'sqlite' },
    user: { modelName: 'auth_users' },
    session: { modelName: 'auth_sessions', expiresIn: YEAR_SECONDS, updateAge: DAY_SECONDS },
    account: { modelName: 'auth_accounts' },
    verification: { modelName: 'auth_verifications' },
    telemetry: { enabled: false },
    logger: { disabled: true },
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: 'weft',
      useSecureCookies: publicUrl?.startsWith('https://') ?? false,
      ipAddress: { disableIpTracking: true },
    },
  }) satisfies BetterAuthOptions;

/** Its own routes are not mounted: the people routes are the only way in. */
export const createAuth = (options: AuthOptions) =>
  betterAuth({ ...authOptions(options), plugins: [anonymous(), bearer(), ownSessions()] });

export type Auth = ReturnType<typeof createAuth>;
