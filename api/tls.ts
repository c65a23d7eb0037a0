/** The certificate that we answer https with: one of the operator, or one that is made for this machine alone. */
import { X509Certificate } from 'node:crypto';
import { chmod, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { createSecureContext } from 'node:tls';
import path from 'node:path';
import type { Config } from './settings/config-values.ts';
import { runProgram } from './database/run-program.ts';
import { codeOf, reasonOf, StartupFault } from './startup-fault.ts';

export interface Tls {
  readonly cert: string;
  readonly key: string;
  /** The file of a certificate that we made; nobody trusts it until its user does. */
  readonly ownCertificate?: string;
}

/** Undefined: plain http. `makeOwn` is `npm start -- --https`. @throws StartupFault */
export async function tlsOf(config: Config, o: { readonly makeOwn: boolean }): Promise<Tls | undefined> {
  const { tlsCert, tlsKey } = config;
  if (tlsCert !== undefined && tlsKey !== undefined) {
    const [cert, key] = [await pem('TLS_CERT', tlsCert), await pem('TLS_KEY', tlsKey)];
    return checked({ cert, key });
  }
  return o.makeOwn ? ownCertificate(path.join(config.dataFolder, 'tls')) : undefined;
}

async function pem(setting: string, file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: unknown) => {
    throw new StartupFault(`The file of ${setting}, ${file}, cannot be read (${codeOf(error) ?? reasonOf(error)}).`);
  });
}

function checked(tls: Tls): Tls {
  try {
    createSecureContext(tls);
    return tls;
  } catch (error) {
    throw new StartupFault(`TLS_CERT and TLS_KEY do not make a pair that can be used: ${reasonOf(error)}.`);
  }
}

const DAYS = 397;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Kept between starts, since trusting it is work; made anew before it ends. */
async function ownCertificate(folder: string): Promise<Tls> {
  const [certFile, keyFile] = [path.join(folder, 'certificate.pem'), path.join(folder, 'key.pem')];
  const kept = await keptPair(certFile, keyFile);
  if (kept) return { ...kept, ownCertificate: certFile };
  await make(folder);
  const made = await keptPair(certFile, keyFile);
  if (!made) throw new Error('the certificate that was just made cannot be used');
  return { ...made, ownCertificate: certFile };
}

async function keptPair(certFile: string, keyFile: string): Promise<Tls | undefined> {
  try {
    const [cert, key] = [await readFile(certFile, 'utf8'), await readFile(keyFile, 'utf8')];
    const left = Date.parse(new X509Certificate(cert).validTo) - Date.now();
    return left > 7 * DAY_MS ? checked({ cert, key }) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * By `openssl`, since Node makes keys and no certificates. Not an authority: whoever trusts it trusts this server on this
 * machine, and nothing that its key might sign.
 */
async function make(folder: string): Promise<void> {
  const unfinished = `${folder}.${process.pid}.tmp`;
  // Not the data folder itself: the account of PostgreSQL must get in.
  await mkdir(path.dirname(folder), { recursive: true });
  await mkdir(unfinished, { recursive: true, mode: 0o700 });
  const args = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-sha256'];
  args.push(
    '-days',
    String(DAYS),
    '-subj',
    '/CN=Marketgrid on this machine',
    '-keyout',
    'key.pem',
    '-out',
    'certificate.pem',
  );
  args.push(
    '-addext',
    'subjectAltName=DNS:localhost,IP:127.0.0.1,IP:::1',
    '-addext',
    'basicConstraints=critical,CA:FALSE',
  );
  args.push('-addext', 'keyUsage=critical,digitalSignature', '-addext', 'extendedKeyUsage=serverAuth');
  try {
    const made = await runProgram('openssl', args, { cwd: unfinished, account: {} });
    if (made.output.includes('ENOENT')) throw missing();
    if (made.code !== 0) throw new StartupFault(`openssl made no certificate: ${reasonOf(made.output)}`);
    await chmod(path.join(unfinished, 'key.pem'), 0o600);
    await rm(folder, { recursive: true, force: true });
    await rename(unfinished, folder);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

const missing = (): StartupFault =>
  new StartupFault(
    '--https makes a certificate with the program openssl, which is not there: install it, or set TLS_CERT and TLS_KEY.',
  );
