import { isMainThread } from 'node:worker_threads';
import { runMain } from './run.ts';
import { runThread } from './thread.ts';

// In the bundle this is the bundle's own place, which is what a thread is to load; `build.mjs` leaves this form alone.
const { url } = import.meta;

if (isMainThread) await runMain(process.argv.slice(2), new URL(url));
else await runThread();
