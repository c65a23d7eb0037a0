/** `npm run bench`: measures the product against its own SQL and its peers, and judges its goals. */
import 'reflect-metadata';
import { runBench } from './run-bench.ts';
import { readOptions } from './options.ts';

process.exitCode = await runBench(readOptions(process.argv.slice(2)));
