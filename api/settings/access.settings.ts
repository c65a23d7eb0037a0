/** Who may sign in. */
import { z } from 'zod';
import { isOrigin, isTrustworthyUrl, list, type Setting } from './setting.ts';

const URL_FORM = 'an https URL (http on a loopback address only)';
const trustworthyUrl = z.string().refine(isTrustworthyUrl);
const printable = z.string().regex(/^[\x21-\x7e]{1,255}$/);

export const ACCESS_SETTINGS: readonly Setting[] = [
  {
    variable: 'OIDC_ISSUER',
    key: 'oidcIssuer',
    form: URL_FORM,
    description:
      'OpenID Connect: whose tokens are taken, exactly as `iss` says it. For Microsoft Entra ID: https://login.microsoftonline.com/<tenant>/v2.0.',
    parse: trustworthyUrl,
  },
  {
    variable: 'OIDC_AUDIENCE',
    key: 'oidcAudience',
    form: 'the `aud` of the tokens, without blanks',
    description: 'OpenID Connect: for whom the tokens must be made; the client id of this API.',
    parse: printable,
  },
  {
    variable: 'OIDC_JWKS_URL',
    key: 'oidcJwksUrl',
    form: URL_FORM,
    description: "OpenID Connect: where the issuer's public keys are. Default: what its discovery document says.",
    parse: trustworthyUrl,
  },
  {
    variable: 'OIDC_ORIGINS',
    key: 'oidcOrigins',
    form: 'origins like https://oauth2.googleapis.com, with commas between them',
    description:
      'OpenID Connect: where the issuer has endpoints beside its own origin; the pane may ask there too. Default: none.',
    parse: list(isOrigin),
  },
  {
    variable: 'OIDC_SUBJECT_CLAIM',
    key: 'oidcSubjectClaim',
    initial: 'sub',
    form: 'the name of a claim',
    description:
      'OpenID Connect: the claim that names the user. It must never be given to another person; with Entra ID `oid` is known before the first sign-in.',
    parse: z.string().regex(/^[\w:./-]{1,100}$/),
  },
  {
    variable: 'ADDIN_CLIENT_ID',
    key: 'addinClientId',
    form: 'the id of a client, without blanks',
    description:
      'OpenID Connect: the client id of the add-in, a public client (single-page app) of the same issuer. Default: people paste a token.',
    parse: printable,
  },
  {
    variable: 'ADDIN_SCOPES',
    key: 'addinScopes',
    initial: 'openid offline_access',
    form: 'scopes with blanks between them',
    description:
      'OpenID Connect: what the add-in asks the issuer for. With Entra ID also the scope of this API, api://<its client id>/access.',
    parse: list((scope) => /^[\x21\x23-\x5b\x5d-\x7e]{1,255}$/.test(scope)),
  },
  {
    variable: 'FIRST_ADMIN_SUBJECT',
    key: 'firstAdminSubject',
    form: 'the subject of a user, without blanks',
    description:
      'With DATABASE_URL: made an ADMIN with all markets at a start that finds no administrator. Needs DATABASE_OWNER_URL.',
    parse: printable,
  },
];
