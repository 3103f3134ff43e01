import { TinymlError } from '@tinyml/core';
import { queueAddressWrong, queueKeyMissing } from '../diagnostics/queue.ts';

/** Milliseconds between two tries to reach a server, at most. */
const longestPause = 2000;

/** Milliseconds that an end waits for a server which does not answer. */
const farewell = 2500;

/** A connection that is tried again until its user is through. */
export const closable = (
  connection: Connection,
): {
  readonly connection: Connection & { retryStrategy(times: number): number | null };
  /** Waits for `closing`, but not for a server that does not answer. */
  close(this: void, closing: () => Promise<unknown>): Promise<void>;
} => {
  let isClosed = false;
  return {
    connection: {
      ...connection,
      retryStrategy: (times) => (isClosed ? null : Math.min(100 * times, longestPause)),
    },
    async close(closing) {
      isClosed = true;
      let timer: NodeJS.Timeout | undefined;
      const enough = new Promise<void>((done) => {
        timer = setTimeout(done, farewell);
      });
      await Promise.race([closing().catch(() => undefined), enough]);
      clearTimeout(timer);
    },
  };
};

/** As BullMQ takes it. */
export interface Connection {
  readonly host: string;
  readonly port: number;
  readonly db: number;
  readonly username?: string;
  readonly password?: string;
  readonly tls?: object;
  /** Commands wait for a server that comes back. */
  readonly maxRetriesPerRequest: null;
}

export interface QueueSettings {
  readonly connection: Connection;
  /** The address without user and password: what may be shown. */
  readonly shown: string;
  /** What jobs and results are signed with. */
  readonly key: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

const shortestKey = 32;

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new TinymlError(queueAddressWrong('user or password in it are not encoded as a URL has them'));
  }
};

/**
 * Where the queue is, and the key to it. The password is in the address, or in TINYML_QUEUE_PASSWORD.
 * @param given of --queue; without it TINYML_QUEUE_URL
 * @throws TinymlError TML010 for an address that is none, TML011 without a key
 */
export const queueSettings = (given: string | undefined, env: Environment = process.env): QueueSettings => {
  const address = given ?? env['TINYML_QUEUE_URL'];
  if (address === undefined || address === '') throw new TinymlError(queueAddressWrong('no address is given'));
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !/^rediss?:$/.test(url.protocol) || url.hostname === '')
    throw new TinymlError(queueAddressWrong('the address is not of the form redis://host:port or rediss://host:port'));
  const db = /^\/?(\d{0,3})$/.exec(url.pathname)?.[1];
  if (db === undefined)
    throw new TinymlError(queueAddressWrong('after the port only the number of a database may follow'));
  const key = env['TINYML_QUEUE_KEY'];
  if (key === undefined || key.length < shortestKey)
    throw new TinymlError(queueKeyMissing(key !== undefined, shortestKey));
  const username = decoded(url.username);
  const password = env['TINYML_QUEUE_PASSWORD'] ?? decoded(url.password);
  const isSecure = url.protocol === 'rediss:';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const port = url.port === '' ? 6379 : Number(url.port);
  return {
    connection: {
      host,
      port,
      db: Number(db),
      ...(username === '' ? {} : { username }),
      ...(password === '' ? {} : { password }),
      ...(isSecure ? { tls: { servername: host } } : {}),
      maxRetriesPerRequest: null,
    },
    shown: `${url.protocol}//${url.host}`,
    key,
  };
};
