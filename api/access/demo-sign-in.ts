/**
 * Sign-in of the embedded demo: whoever reaches the loopback address may be any demo user. It exists with the embedded
 * database only; with DATABASE_URL set the route does not.
 */
import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import express, { type RequestHandler, type Router } from 'express';
import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { Authenticator } from './authenticator.ts';
import { DEMO_USERS } from './demo-users.ts';

const ISSUER = 'marketgrid-demo';
const ALGORITHM = 'HS256';
const LIFETIME_S = 12 * 60 * 60;

const body = z.strictObject({ user: z.enum(DEMO_USERS.map((u) => u.subject) as [string, ...string[]]) });

export async function demoSignIn(dataFolder: string): Promise<{ authenticator: Authenticator; router: Router }> {
  const secret = await keptSecret(path.join(dataFolder, 'demo-sign-in-secret'));
  return { authenticator: authenticatorOf(secret), router: routerOf(secret) };
}

function routerOf(secret: Uint8Array): Router {
  const router = express.Router();
  router.use(onlyAtLoopback);
  router.post('/', express.json({ limit: '10kb' }), async (request, response) => {
    const parsed = body.safeParse(request.body);
    if (!parsed.success) {
      const names = DEMO_USERS.map((u) => u.subject).join(', ');
      response.status(400).json({ error: `Send {"user": "…"} as JSON with one of ${names}.` });
      return;
    }
    const expiresAt = new Date(Date.now() + LIFETIME_S * 1000);
    const token = await new SignJWT()
      .setProtectedHeader({ alg: ALGORITHM })
      .setSubject(parsed.data.user)
      .setIssuer(ISSUER)
      .setAudience(ISSUER)
      .setIssuedAt()
      .setExpirationTime(expiresAt)
      .sign(secret);
    response.json({ token, expiresAt: expiresAt.toISOString() });
  });
  return router;
}

/**
 * A web page of another site may have its name lead to 127.0.0.1 (DNS rebinding) and would then read the answer as its own;
 * its name still stands in `Host`.
 */
const onlyAtLoopback: RequestHandler = (request, response, next) => {
  if (/^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/.test(request.headers.host ?? '')) next();
  else response.status(403).json({ error: 'The demo sign-in answers at the loopback address only.' });
};

const authenticatorOf = (secret: Uint8Array): Authenticator => ({
  async callerOf(token) {
    const options = { algorithms: [ALGORITHM], issuer: ISSUER, audience: ISSUER, requiredClaims: ['exp', 'sub'] };
    const verified = await jwtVerify(token, secret, options).catch(() => null);
    return verified?.payload.sub ?? null;
  },
});

/** Kept between starts, so that a restart signs nobody out. */
async function keptSecret(file: string): Promise<Uint8Array> {
  const kept = await readFile(file).catch(() => null);
  if (kept?.length === 32) return new Uint8Array(kept);
  const secret = randomBytes(32);
  await writeFile(file, secret, { mode: 0o600 });
  return new Uint8Array(secret);
}
