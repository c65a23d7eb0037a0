/** What the settings say once they are read: by `api/config.ts` alone. */
import type { RequestLimits } from '../limits/limits.ts';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

export interface Config extends RequestLimits {
  /** 0 takes any free port. */
  readonly port: number;
  readonly host: string;
  /** Folder of the embedded database. */
  readonly dataFolder: string;
  /** Set: an outside PostgreSQL instead of the embedded one. Holds a password. */
  readonly databaseUrl?: string;
  readonly databaseOwnerUrl?: string;
  /** Where Excel reaches the add-in's pages. */
  readonly addinOrigin: string;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  readonly poolSize: number;
  readonly connectionTimeoutMs: number;
  readonly preparedStatements: number;
  readonly statementTimeoutMs: number;
  readonly lockTimeoutMs: number;
  readonly idleInTransactionTimeoutMs: number;
  readonly oidcIssuer?: string;
  readonly oidcAudience?: string;
  readonly oidcJwksUrl?: string;
  /** Of endpoints of the issuer that are elsewhere. */
  readonly oidcOrigins?: readonly string[];
  readonly oidcSubjectClaim: string;
  readonly firstAdminSubject?: string;
  /** The add-in's own client id at `oidcIssuer`; absent: people bring their token. */
  readonly addinClientId?: string;
  readonly addinScopes: readonly string[];
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly corsOrigins?: readonly string[];
  readonly frameAncestors?: readonly string[];
}
