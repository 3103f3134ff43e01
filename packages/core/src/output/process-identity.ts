import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { hostname, uptime } from 'node:os';

/** Names a process so that another one can tell whether it is still there, also after its number was given anew. */
export interface ProcessIdentity {
  readonly host: string;
  readonly pid: number;
  /** Clock ticks after the system's start, from /proc; null where there is none. */
  readonly started: string | null;
}

/** State and start of a process as Linux tells them; undefined where it does not. */
const processStatus = (pid: number): { readonly state: string; readonly started: string } | undefined => {
  try {
    // The name, in brackets, may hold anything.
    const fields = readFileSync(`/proc/${String(pid)}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return { state: fields[0] ?? '', started: fields[19] ?? '' };
  } catch {
    return undefined;
  }
};

export const ownIdentity = (): ProcessIdentity => ({
  host: hostname(),
  pid: process.pid,
  started: processStatus(process.pid)?.started ?? null,
});

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** On another machine only the age tells; no change of a folder takes as long. */
const foreignMs = 60_000;

/** True where the process that wrote this at `writtenMs` cannot be at work any more. */
export const isGone = (identity: ProcessIdentity | undefined, writtenMs: number): boolean => {
  const age = Date.now() - writtenMs;
  if (identity?.host !== hostname()) return Math.abs(age) > foreignMs;
  if (!isAlive(identity.pid) || age / 1000 > uptime()) return true;
  const status = processStatus(identity.pid);
  if (status === undefined) return false;
  return status.state === 'Z' || (identity.started !== null && identity.started !== status.started);
};

const machine = hostname().replace(/[^\w.]/g, '_');

/** A name that tells whose it is, for what a process makes on the way. */
export const ownName = (stem: string): string =>
  `${stem}-${machine}-${String(process.pid)}-${randomBytes(6).toString('hex')}`;

/** True unless it is such a name, and its process still there; `writtenMs`: when what is called so was made. */
export const isLeftover = (name: string, writtenMs: number): boolean => {
  const [, host, pid] = /-([\w.]+)-(\d+)-[0-9a-f]{12}$/.exec(name) ?? [];
  return (
    pid === undefined ||
    isGone({ host: host === machine ? hostname() : '', pid: Number(pid), started: null }, writtenMs)
  );
};
