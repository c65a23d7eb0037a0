/** The whole server, from configuration to a URL, and its orderly end. */
import type { Logger } from 'pino';
import type { Config } from './settings/config-values.ts';
import { tryPort } from './database/free-port.ts';
import { type Filling, type OpenDatabase, openDatabase } from './database/open-database.ts';
import { codeOf, reasonOf, StartupFault } from './startup-fault.ts';
import { type RunningServer, startServer } from './server.ts';
import { type Tls, tlsOf } from './tls.ts';

export interface Application {
  readonly url: string;
  readonly signIn: RunningServer['signIn'];
  /** File of the certificate that we made for ourselves, for its user to trust. */
  readonly ownCertificate?: string;
  /** Answers what was asked, then closes everything. */
  stop(): Promise<void>;
  /** Closes what would outlive us; what runs is rolled back. */
  abandon(): Promise<void>;
}

export interface ApplicationOptions {
  readonly log: Logger;
  readonly progress: (step: string) => void;
  /** Answer https with a certificate of our own making when there is no other. */
  readonly makeCertificate: boolean;
  /** Fires when we are to stop while we still start. */
  readonly signal: AbortSignal;
  /** Loads the demo; called once, when the embedded database has no market. */
  readonly fillEmpty: (filling: Filling) => Promise<void>;
}

/** Undefined when `signal` fired before all was up; then nothing is left running. @throws StartupFault */
export async function startApplication(config: Config, o: ApplicationOptions): Promise<Application | undefined> {
  // Tried first: a second start should neither migrate nor load anything.
  await checkListening(config);
  const tls = await tlsOf(config, { makeOwn: o.makeCertificate });
  const opened = await openDatabase(config, { progress: o.progress, fillEmpty: o.fillEmpty });
  if (o.signal.aborted) {
    await opened.close();
    return undefined;
  }
  try {
    return await serve(config, { opened, log: o.log, tls });
  } catch (error) {
    await opened.close();
    throw listeningFault(config, error) ?? error;
  }
}

async function serve(
  config: Config,
  o: { opened: OpenDatabase; log: Logger; tls: Tls | undefined },
): Promise<Application> {
  const { database, isEmbedded, dataFolder } = o.opened;
  const server = await startServer({
    database,
    config,
    demo: isEmbedded,
    log: o.log,
    ...(dataFolder === undefined ? {} : { dataFolder }),
    ...(o.tls && { tls: o.tls }),
  });
  return {
    url: server.url,
    signIn: server.signIn,
    ...(o.tls?.ownCertificate !== undefined && { ownCertificate: o.tls.ownCertificate }),
    async stop() {
      await server.stop();
      await o.opened.close();
    },
    abandon: () => o.opened.abandon(),
  };
}

async function checkListening(config: Config): Promise<void> {
  await tryPort(config.port, config.host).catch((error: unknown) => {
    throw listeningFault(config, error) ?? new StartupFault(`HOST ${config.host} does not work: ${reasonOf(error)}`);
  });
}

function listeningFault({ port, host }: Config, error: unknown): StartupFault | undefined {
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return new StartupFault(
        `Port ${port} of ${host} is in use: stop the program that has it, or set PORT to another.`,
      );
    case 'EACCES':
      return new StartupFault(`Port ${port} may not be used by this account: set PORT to one from 1024 on.`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new StartupFault(`HOST ${host} is not an address of this machine.`);
    default:
      return undefined;
  }
}
