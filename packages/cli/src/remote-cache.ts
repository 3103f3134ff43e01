import { TinymlError, type Diagnostic } from '@tinyml/core';
import {
  findKeysFile,
  httpTransport,
  readKeysFile,
  readSigningKey,
  remoteStages,
  signingKeyWrong,
  type CacheServer,
  type PublicKey,
  type RemoteStages,
  type SigningKey,
} from '@tinyml/core/internal';
import type { CommonOptions } from './terminal.ts';
import { tinymlVersion } from './version.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What the environment and the repository say of a shared cache. */
export interface RemoteSettings {
  readonly server?: CacheServer;
  readonly publicKeys: readonly PublicKey[];
  readonly signingKey?: SigningKey;
  readonly waitMs?: number;
  /** Why there is none. */
  readonly missing?: string;
}

const given = (env: Environment, name: string): string | undefined => env[name] || undefined;

const serverOf = (env: Environment): CacheServer | string => {
  const api = given(env, 'TURBO_API');
  if (api === undefined) return 'TURBO_API is not set';
  const token = given(env, 'TURBO_TOKEN');
  if (token === undefined) return 'TURBO_TOKEN is not set';
  const [teamId, team] = [given(env, 'TURBO_TEAMID'), given(env, 'TURBO_TEAM')];
  if (teamId === undefined && team === undefined) return 'neither TURBO_TEAM nor TURBO_TEAMID is set';
  const url = URL.canParse(api) ? new URL(api) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) return 'TURBO_API is no address';
  // A token that no header can hold.
  if (!/^[\x21-\x7e]+$/.test(token)) return 'TURBO_TOKEN is no token';
  const signatureKey = given(env, 'TURBO_REMOTE_CACHE_SIGNATURE_KEY');
  return {
    url,
    token,
    ...(teamId === undefined ? {} : { teamId }),
    ...(team === undefined ? {} : { team }),
    ...(signatureKey === undefined ? {} : { signatureKey }),
  };
};

/** The private key of this job. @throws TinymlError TML964 where it is none, or nobody would take what it signs */
export const signingKeyOf = (
  publicKeys: readonly PublicKey[],
  env: Environment = process.env,
): SigningKey | undefined => {
  const text = given(env, 'TINYML_CACHE_SIGNING_KEY');
  if (text === undefined) return undefined;
  const key = readSigningKey(text.trim());
  if (key === undefined) throw new TinymlError(signingKeyWrong('is no private key'));
  if (!publicKeys.some(({ id }) => id === key.publicKey.id))
    throw new TinymlError(signingKeyWrong(`belongs to ${key.publicKey.text}, which tinyml.cache.yaml does not list`));
  return key;
};

/** Public keys for a manifest in `folder`. @throws TinymlError TML963 */
export const publicKeysFor = (folder: string): readonly PublicKey[] => {
  const file = findKeysFile(folder);
  return file === undefined ? [] : readKeysFile(file);
};

/** @throws TinymlError TML963, TML964 */
export const remoteSettings = (
  folder: string,
  flags: CommonOptions,
  env: Environment = process.env,
): RemoteSettings => {
  const off = (missing: string): RemoteSettings => ({ missing, publicKeys: [] });
  if (flags.cache === false) return off('--no-cache');
  if (flags.remoteCache === false) return off('--no-remote-cache');
  if (given(env, 'TINYML_REMOTE_CACHE') === 'off') return off('TINYML_REMOTE_CACHE=off');
  const server = serverOf(env);
  if (typeof server === 'string') return off(server);
  const publicKeys = publicKeysFor(folder);
  if (publicKeys.length === 0) return off('no tinyml.cache.yaml lists public keys');
  const signingKey = signingKeyOf(publicKeys, env);
  const seconds = Number(given(env, 'TURBO_REMOTE_CACHE_TIMEOUT'));
  return {
    server,
    publicKeys,
    ...(signingKey === undefined ? {} : { signingKey }),
    ...(seconds > 0 ? { waitMs: Math.min(seconds, 86_400) * 1000 } : {}),
  };
};

/** The shared cache behind this machine's own; undefined where there is none. */
export const openRemote = (
  { server, publicKeys, signingKey, waitMs }: RemoteSettings,
  report: (diagnostic: Diagnostic) => void,
  defaultWaitMs = 5000,
): RemoteStages | undefined =>
  server &&
  remoteStages({
    transport: httpTransport(server),
    // Neither a name nor a password that the address may hold.
    name: server.url.host,
    tinyml: tinymlVersion(),
    publicKeys,
    ...(signingKey === undefined ? {} : { signingKey }),
    waitMs: waitMs ?? defaultWaitMs,
    report,
  });
