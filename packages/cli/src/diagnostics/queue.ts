import type { Diagnostic, Explanations } from '@tinyml/core';

/** TML010: no queue can be found by that. */
export const queueAddressWrong = (why: string): Diagnostic => ({
  code: 'TML010',
  severity: 'error',
  message: `the queue: ${why}`,
  hint: '--queue redis://host:6379, or TINYML_QUEUE_URL; user and password may stand in it, or the password in TINYML_QUEUE_PASSWORD',
});

/** TML011: jobs could not be signed. */
export const queueKeyMissing = (isShort: boolean, least: number): Diagnostic => ({
  code: 'TML011',
  severity: 'error',
  message: isShort
    ? `TINYML_QUEUE_KEY is shorter than ${String(least)} characters`
    : 'TINYML_QUEUE_KEY is not set: jobs and results are signed with it',
  hint: "`node -p \"require('crypto').randomBytes(32).toString('base64url')\"` makes one; the submitter and all workers have the same",
});

/** TML078: the package that speaks to the queue is not there. */
export const queueNotInstalled = (command: string): Diagnostic => ({
  code: 'TML078',
  severity: 'error',
  message: 'bullmq is not installed, which a queue needs',
  hint: `add it to the project: ${command}`,
});

/** TML970: the queue's server does not answer. */
export const queueUnreachable = (shown: string, why: string): Diagnostic => ({
  code: 'TML970',
  severity: 'warning',
  message: `${shown} does not answer: ${why}`,
  hint: 'what is under way waits for it',
});

/** TML971: something in the queue that is not to be trusted. */
export const notTrusted = (what: string, job: string, why: string): Diagnostic => ({
  code: 'TML971',
  severity: 'warning',
  message: `${what} of job ${job.slice(0, 12)} is not taken: ${why}`,
  hint: 'somebody without the key, or with another one, writes to this queue',
});

/** TML972: a job that is not for this worker. */
export const notForThisWorker = (job: string, why: string): Diagnostic => ({
  code: 'TML972',
  severity: 'note',
  message: `job ${job.slice(0, 12)} is left to others: ${why}`,
});

/** TML973: a job that the search does itself. */
export const doneHere = (job: string, why: string): Diagnostic => ({
  code: 'TML973',
  severity: 'note',
  message: `no worker did job ${job.slice(0, 12)}, which is done here: ${why}`,
});

export const queueExplanations: Explanations = {
  TML010: 'A queue is an address of Redis: `redis://[user:password@]host[:port][/database]`, or `rediss://` with TLS.',
  TML011: `Whoever can write to a Redis could give work to others, or say what came of it. Jobs and results therefore carry an HMAC-SHA256 by
TINYML_QUEUE_KEY: what was not made with it is refused.`,
  TML078: `BullMQ, which tinyml speaks to Redis with, is a package of its own: who does not use a queue need not have it. It is looked for beside tinyml and
from the manifest's folder. Exit status 5.`,
  TML970: 'A search and its workers wait for a server that restarts. Jobs that it forgot are asked for again.',
  TML971: `A job or a result was too large, not of the form, or not signed with TINYML_QUEUE_KEY for just this job. It counts nothing; the job is asked for again.`,
  TML972: `A worker does only what comes to the same on its machine: model, data, target, budget, passes and versions are those of the job, by digest. Other jobs are given back,
and another worker may take them.`,
  TML973:
    'Where no worker takes a job, or none gives a result that is signed, the search does it itself: nobody but a holder of the key keeps a sequence from being\ntried.',
};
