/** `npm start`: starts the server, and drains it when asked to end. */
import { setTimeout as sleep } from 'node:timers/promises';
import { pino, type Logger } from 'pino';
import { type Application, startApplication } from './application.ts';
import { faultText, progressText, startedText, stoppingText } from './banner.ts';
import { makeLogger } from './log/logger.ts';
import { isRunByNpm, readConfig } from './config.ts';
import { reasonOf, StartupFault } from './startup-fault.ts';
import { loadDemo } from './demo/load-demo.ts';
import { listenForTermination } from './termination.ts';

/** How long running requests may take to end, and then PostgreSQL. Milliseconds. */
const DRAIN_MS = 15_000;
const ABANDON_MS = 5_000;

async function main(): Promise<number> {
  const began = performance.now();
  const termination = listenForTermination({ followsParent: isRunByNpm() });
  const { makeCertificate } = readOptions(process.argv.slice(2));
  const config = readConfig();
  // Standard error and unbuffered: what a person reads stands alone on standard output, and an exit loses no line.
  const log = makeLogger(config.logLevel, pino.destination({ fd: 2, sync: true }));
  const application = await startApplication(config, {
    log,
    progress: (step) => process.stdout.write(progressText(step)),
    signal: termination.signal,
    fillEmpty: loadDemo,
    makeCertificate,
  });
  if (!application) return 0;
  const failed = watchForFailures(log);
  const { url, signIn, ownCertificate } = application;
  process.stdout.write(startedText({ url, signIn, ownCertificate, seconds: (performance.now() - began) / 1000 }));

  const status = await Promise.race([termination.requested.then(() => 0), failed]);
  process.stdout.write(stoppingText);
  return stop(application, { status, insisted: termination.insisted });
}

/** Resolves to the exit status. */
async function stop(application: Application, o: { status: number; insisted: Promise<number> }): Promise<number> {
  const drained = application.stop().then(() => o.status);
  const status = await Promise.race([drained, o.insisted, sleep(DRAIN_MS, 1)]);
  // Harmless after an orderly end; else PostgreSQL must not outlive us.
  await Promise.race([application.abandon(), sleep(ABANDON_MS)]);
  return status;
}

/** An error that nobody caught is ours: it is logged, and the process ends, since its state is not known any more. */
function watchForFailures(log: Logger): Promise<number> {
  return new Promise((resolve) => {
    const fail = (error: unknown): void => {
      log.fatal({ err: error }, 'nobody caught this error');
      resolve(1);
    };
    process.on('uncaughtException', fail);
    process.on('unhandledRejection', fail);
  });
}

/** @throws StartupFault */
function readOptions(options: readonly string[]): { makeCertificate: boolean } {
  const unknown = options.find((option) => option !== '--https');
  if (unknown !== undefined) throw new StartupFault(`There is no option ${unknown}; there is --https.`);
  return { makeCertificate: options.includes('--https') };
}

function explain(error: unknown): number {
  const isExpected = error instanceof StartupFault;
  process.stderr.write(faultText(isExpected ? error.message : `This is a fault of ours: ${reasonOf(error)}`));
  return 1;
}

// Whoever read our output may have gone, as `npm start | head` has: no reason to end without stopping PostgreSQL.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
process.exit(await main().catch(explain));
