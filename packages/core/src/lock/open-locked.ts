import { lockDoesNotMatch, lockOutdated } from '../diagnostics/catalogue/lock.ts';
import { TinymlError } from '../diagnostics/diagnostic.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { withHeldOut } from '../pipeline/held-out.ts';
import { openSession, type BuildOptions, type Session } from '../pipeline/session.ts';
import type { Toolkit } from '../toolkit.ts';
import { lockInputs } from './lock-inputs.ts';
import { lockPath, type Lock } from './lock.ts';
import { readLock } from './read-lock.ts';

const withLock = (manifest: Manifest, { passes, kernels }: Lock): Manifest => ({
  ...manifest,
  passes: passes.map(({ name, options }) => ({ name, options, at: ['passes'], why: 'the lock names it' })),
  priority: [kernels, ...manifest.priority.filter((one) => one !== kernels)],
});

/** The manifest with the passes of its lock, whether or not that still holds: for what has to be known before a session is opened. */
export const lockedManifest = async (manifest: Manifest): Promise<Manifest> => {
  const lock = manifest.passes === 'auto' ? await readLock(lockPath(manifest.source.file)) : undefined;
  return lock === undefined ? manifest : withLock(manifest, lock);
};

/** Names of all that is not as it was when the lock was written. `session`: with the manifest's own priority. */
const changesSince = async (lock: Lock, session: Session): Promise<readonly string[]> => {
  const present = await lockInputs(session);
  const names = new Set([...Object.keys(lock.inputs), ...Object.keys(present)]);
  const { passes } = session.extended.toolkit;
  return [
    ...[...names].filter((name) => lock.inputs[name] !== present[name]).toSorted(),
    ...lock.passes
      .filter(({ name, version }) => passes.get(name)?.version !== version)
      .map(({ name }) => `the version of \`${name}\``),
  ];
};

export interface LockedSession {
  readonly session: Session;
  /** The lock whose passes the session has. */
  readonly lock?: Lock;
}

/**
 * A session for a manifest: with `passes: auto` and a lock beside it that holds, one that has the passes of the lock. One that no longer holds is
 * told of. @throws TinymlError TML139 for a lock that is none, TML955 with `frozen` for one that does not hold
 */
export const openLocked = async (manifest: Manifest, base: Toolkit, options: BuildOptions): Promise<LockedSession> => {
  const file = lockPath(manifest.source.file);
  const lock = manifest.passes === 'auto' ? await readLock(file) : undefined;
  if (lock === undefined) return { session: await openSession(manifest, base, options) };
  const locked = await openSession(withLock(manifest, lock), base, options);
  const changed = await changesSince(lock, { ...locked, manifest });
  const { heldOut, seed } = lock;
  if (changed.length === 0)
    return { session: heldOut === undefined ? locked : withHeldOut(locked, heldOut, seed), lock };
  if (options.frozen === true) throw new TinymlError(lockDoesNotMatch(file, changed));
  options.onEvent({ type: 'diagnostic', diagnostic: lockOutdated(file, changed) });
  return { session: await openSession(manifest, base, options) };
};
