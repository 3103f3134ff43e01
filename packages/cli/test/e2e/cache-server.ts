// The cache server that Turborepo's users run, as a process of its own.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { root } from './binary.ts';

export const cacheServerFile = join(
  root,
  '.tools/turborepo-remote-cache/node_modules/turborepo-remote-cache/dist/cli.js',
);

export interface CacheServerProcess {
  readonly url: string;
  stop(): Promise<void>;
}

const freePort = (): Promise<number> =>
  new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => {
        done(port);
      });
    });
  });

const answers = (url: string): Promise<boolean> =>
  fetch(`${url}/v8/artifacts/status`, { headers: { authorization: 'Bearer secret' } }).then(
    ({ ok }) => ok,
    () => false,
  );

/** Starts it with its artifacts in `folder`; the token is `secret`. */
export const startCacheServer = async (
  folder: string,
  env: Readonly<Record<string, string>> = {},
): Promise<CacheServerProcess> => {
  const port = await freePort();
  const child = spawn(process.execPath, [cacheServerFile], {
    cwd: folder,
    stdio: 'ignore',
    env: {
      PATH: process.env['PATH'],
      PORT: String(port),
      HOST: '127.0.0.1',
      TURBO_TOKEN: 'secret',
      STORAGE_PATH: folder,
      STORAGE_PATH_USE_TMP_FOLDER: 'false',
      LOG_LEVEL: 'silent',
      ...env,
    },
  });
  const ended = new Promise<void>((done) =>
    child.on('close', () => {
      done();
    }),
  );
  const url = `http://127.0.0.1:${String(port)}`;
  while (!(await answers(url))) {
    if (child.exitCode !== null) throw new Error('the cache server ended');
    await new Promise((done) => setTimeout(done, 50));
  }
  return {
    url,
    async stop() {
      child.kill('SIGKILL');
      await ended;
    },
  };
};
