/** Tokens as forgers make them, each of which must let nobody in. All but what is wrong with them is as the issuer has it. */
import { createHmac } from 'node:crypto';
import { CompactSign, exportSPKI, importJWK, type JWK } from 'jose';
import { newKey, type TestIssuer } from './issuer.ts';

type Forge = (issuer: TestIssuer) => Promise<string> | string;

const now = (): number => Math.floor(Date.now() / 1000);
const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

function claims(issuer: TestIssuer, o: object = {}): object {
  return { iss: issuer.url, aud: 'marketgrid', sub: 'admin', exp: now() + 600, ...o };
}

const FORGED: Readonly<Record<string, Forge>> = {
  'without a signature (alg none)': (issuer) => `${encoded({ alg: 'none' })}.${encoded(claims(issuer))}.`,
  'alg none with the signature of a true one': async (issuer) =>
    `${encoded({ alg: 'none' })}.${encoded(claims(issuer))}.${(await issuer.token()).split('.')[2]}`,
  'HS256 with the public key as the secret': async (issuer) => {
    const [key] = issuer.keys;
    const secret = await exportSPKI((await importJWK(key?.publicJwk as JWK, 'RS256')) as never);
    const body = `${encoded({ alg: 'HS256', kid: key?.kid })}.${encoded(claims(issuer))}`;
    return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`;
  },
  expired: (issuer) => issuer.token({ claims: { exp: now() - 60 } }),
  'not yet valid': (issuer) => issuer.token({ claims: { nbf: now() + 60 } }),
  'for another audience': (issuer) => issuer.token({ claims: { aud: 'another' } }),
  'without an audience': (issuer) => issuer.token({ claims: { aud: undefined } }),
  'of another issuer': (issuer) => issuer.token({ claims: { iss: 'https://evil.example' } }),
  'of an issuer that begins alike': (issuer) => issuer.token({ claims: { iss: `${issuer.url}.evil.example` } }),
  'without an end': (issuer) => issuer.token({ claims: { exp: undefined } }),
  'with an end that is no number': (issuer) => issuer.token({ claims: { exp: '9999999999' } }),
  'with an end beyond all numbers': async (issuer) => {
    const [key] = issuer.keys;
    if (!key) throw new Error('this issuer has no key');
    const text = JSON.stringify(claims(issuer)).replace(/"exp":\d+/, '"exp":1e400');
    const signed = new CompactSign(new TextEncoder().encode(text)).setProtectedHeader({ alg: key.alg, kid: key.kid });
    return signed.sign(key.privateKey);
  },
  'without a subject': (issuer) => issuer.token({ claims: { sub: undefined } }),
  'with an empty subject': (issuer) => issuer.token({ claims: { sub: '' } }),
  'with a subject that holds NUL': (issuer) => issuer.token({ claims: { sub: 'admin\0' } }),
  'with its subject changed': async (issuer) => {
    const [header, , signature] = (await issuer.token()).split('.');
    return `${header}.${encoded(claims(issuer, { sub: 'admin' }))}.${signature}`;
  },
  'with its signature cut': async (issuer) => (await issuer.token()).slice(0, -6),
  'signed by a key of the forger under a known name': async (issuer) =>
    issuer.token({ key: { ...(await newKey('RS256')), kid: issuer.keys[0]?.kid ?? '' } }),
  'with the forger’s key in its own header': async (issuer) => {
    const key = await newKey('RS256');
    return issuer.token({ key, header: { jwk: key.publicJwk } });
  },
  'with a header that demands what nobody knows': (issuer) =>
    issuer.token({ header: { crit: ['x-unknown'], 'x-unknown': 'x' } }),
  'of a key that the issuer does not have': (issuer) => issuer.token({ header: { kid: 'unknown' } }),
  'with an address of the forger’s keys in its header': async (issuer) => {
    const key = await newKey('RS256');
    return issuer.token({ key, header: { jku: 'https://evil.example/keys', x5u: 'https://evil.example/cert' } });
  },
  'that is another thing of the issuer': (issuer) => issuer.token({ header: { typ: 'logout+jwt' } }),
  'whose type is a list': (issuer) => issuer.token({ header: { typ: ['JWT'] as unknown as string } }),
  'as large as a header may be': (issuer) => issuer.token({ claims: { sub: 'stranger', x: 'x'.repeat(9_000) } }),
  'no token at all': () => 'a.b.c',
};

export const FORGERIES: readonly (readonly [what: string, forge: Forge])[] = Object.entries(FORGED);
