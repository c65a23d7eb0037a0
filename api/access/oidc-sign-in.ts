/** Sign-in with access tokens of an OpenID Connect issuer (RFC 9068 says what such tokens look like). */
import { decodeJwt, errors, type JWTPayload, jwtVerify } from 'jose';
import type { Logger } from 'pino';
import { RequestError } from '../request-error.ts';
import { reasonOf } from '../startup-fault.ts';
import type { Authenticator } from './authenticator.ts';
import { issuerKeys, type IssuerOptions } from './oidc-keys.ts';

/** Asymmetric ones only: with HS256 in the list an attacker could sign with the issuer's public key (RFC 8725, 2.1 and 3.1). */
const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];
/**
 * Issuers sign other things with the same keys: logout tokens, security events, proofs (RFC 8725, 3.11). Access tokens are
 * `at+jwt` (RFC 9068, 2.1), with Entra ID still `JWT`.
 */
const TYPES = /^(JWT|(application\/)?at\+jwt)$/i;
/** By how much two clocks may differ. Seconds. */
const CLOCK_TOLERANCE_S = 5;

/** What is wrong with the token itself; every other error is of the issuer or of the way to it. */
const TOKEN_FAULTS = new Set([
  errors.JWTExpired.code,
  errors.JWTClaimValidationFailed.code,
  errors.JWTInvalid.code,
  errors.JWSInvalid.code,
  errors.JWSSignatureVerificationFailed.code,
  errors.JOSEAlgNotAllowed.code,
  errors.JOSENotSupported.code,
  errors.JWKSNoMatchingKey.code,
  errors.JWKSMultipleMatchingKeys.code,
]);

export interface OidcOptions extends IssuerOptions {
  readonly audience: string;
  /** The claim that names the user: `sub`, with Entra ID rather `oid`. */
  readonly subjectClaim: string;
  readonly log: Logger;
}

export function oidcSignIn(o: OidcOptions): Authenticator {
  const keys = issuerKeys(o);
  const options = {
    algorithms: ALGORITHMS,
    issuer: o.issuer,
    audience: o.audience,
    requiredClaims: ['exp', 'sub', o.subjectClaim],
    clockTolerance: CLOCK_TOLERANCE_S,
  };
  return {
    async callerOf(token, trace) {
      const requestId = trace?.requestId;
      // Another's token costs the issuer nothing.
      if (claimsOf(token)?.iss !== o.issuer) return null;
      try {
        const { payload, protectedHeader } = await jwtVerify(token, keys, options);
        return isAccessToken(protectedHeader.typ, payload) ? subjectIn(payload, o.subjectClaim) : null;
      } catch (error) {
        if (error instanceof errors.JOSEError && TOKEN_FAULTS.has(error.code)) {
          o.log.info({ requestId, reason: error.code }, 'a token was refused');
          return null;
        }
        o.log.warn({ requestId, reason: reasonOf(error) }, 'the keys of OIDC_ISSUER cannot be read');
        throw new RequestError(
          'UNAVAILABLE',
          'Sign-in is not possible just now: the identity provider does not answer.',
          503,
        );
      }
    },
  };
}

function claimsOf(token: string): JWTPayload | null {
  try {
    return decodeJwt(token);
  } catch {
    return null;
  }
}

/** `jwtVerify` lets any JSON be a type, and 1e400, which JSON reads as Infinity, be an end. */
const isAccessToken = (type: unknown, { exp }: JWTPayload): boolean =>
  (type === undefined || (typeof type === 'string' && TYPES.test(type))) && Number.isFinite(exp);

function subjectIn(payload: JWTPayload, claim: string): string | null {
  const subject = payload[claim];
  return typeof subject === 'string' && subject !== '' ? subject : null;
}
