/** What the settings say once they are read: by `api/config.ts` alone. */
import type { DatabaseSettings } from '../database/open-database.ts';
import type { RequestLimits } from '../limits/limits.ts';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

export interface Config extends RequestLimits, DatabaseSettings {
  /** 0 takes any free port. */
  readonly port: number;
  readonly host: string;
  /** Where Excel reaches the add-in's pages. */
  readonly addinOrigin: string;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  readonly oidcIssuer?: string;
  readonly oidcAudience?: string;
  readonly oidcJwksUrl?: string;
  /** Of endpoints of the issuer that are elsewhere. */
  readonly oidcOrigins?: readonly string[];
  readonly oidcSubjectClaim: string;
  /** The add-in's own client id at `oidcIssuer`; absent: people bring their token. */
  readonly addinClientId?: string;
  readonly addinScopes: readonly string[];
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly corsOrigins?: readonly string[];
  readonly frameAncestors?: readonly string[];
}
