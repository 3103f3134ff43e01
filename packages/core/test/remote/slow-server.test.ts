// A server that is slow, broken or not there costs one warning and a few seconds, and changes nothing.
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { makeKeyPair, readSigningKey, type SigningKey } from '../../src/remote/signing-keys.ts';
import { buildOnce, productOf } from './build-once.ts';
import { startServer, type TestServer } from './hostile-server.ts';

const key = readSigningKey(makeKeyPair().privateKey) as SigningKey;
const publicKeys = [key.publicKey];

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(async () => {
  await server.close();
});

const ignored = (): void => undefined;

const troubles: readonly (readonly [what: string, answer: (response: ServerResponse) => void])[] = [
  ['never answers', ignored],
  ['sends headers and then nothing', (response) => response.writeHead(200).flushHeaders()],
  [
    'sends a byte now and then, without end',
    (response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write('t'), 20);
      response.on('close', () => {
        clearInterval(timer);
      });
    },
  ],
  ['answers 500', (response) => response.writeHead(500).end('no')],
  ['does not accept the token', (response) => response.writeHead(403).end('{}')],
  ['breaks connections', (response) => response.destroy()],
  [
    'answers with endless text',
    (response) => {
      response.writeHead(401);
      const more = (): void => {
        while (response.write(Buffer.alloc(65_536, 'x')) && !response.destroyed);
        response.once('drain', more);
      };
      more();
    },
  ],
];

describe('a server that', () => {
  test.each(troubles)('%s: one warning, and the stage runs', async (_, answer) => {
    server.artifacts.clear();
    server.asked.length = 0;
    server.answer = (_asked, response) => {
      answer(response);
      return true;
    };
    const built = await buildOnce({ url: server.url, publicKeys, signingKey: key, waitMs: 400 });
    expect(built).toMatchObject({ ran: true, bytes: productOf('m'), sent: 0 });
    expect(built.warnings.map(({ code }) => code)).toEqual(['TML961']);
    // It was asked once, and left alone from then on.
    expect(server.asked).toHaveLength(1);
  });

  test('is not there', async () => {
    const closed = createServer();
    await new Promise<void>((done) => closed.listen(0, '127.0.0.1', done));
    const { port } = closed.address() as AddressInfo;
    await new Promise((done) => closed.close(done));
    const built = await buildOnce({ url: new URL(`http://127.0.0.1:${String(port)}`), publicKeys, signingKey: key });
    expect(built).toMatchObject({ ran: true, sent: 0 });
    expect(built.warnings.map(({ code }) => code)).toEqual(['TML961']);
  });

  test('takes no uploads, or never ends them: one warning of another kind', async () => {
    for (const answer of [
      (response: ServerResponse) => response.writeHead(413).end(),
      (): ServerResponse | undefined => undefined,
    ]) {
      server.artifacts.clear();
      server.answer = ({ method }, response) => {
        if (method !== 'PUT') return false;
        answer(response);
        return true;
      };
      const built = await buildOnce({ url: server.url, publicKeys, signingKey: key, waitMs: 400 });
      expect(built).toMatchObject({ ran: true, sent: 0 });
      expect(built.warnings.map(({ code }) => code)).toEqual(['TML962']);
    }
  });

  test('sends elsewhere never gets the token carried there', async () => {
    const other = await startServer();
    server.answer = ({ place }, response) => {
      response.writeHead(302, { location: `${other.url.href}v8/artifacts/${place}` }).end();
      return true;
    };
    const built = await buildOnce({ url: server.url, publicKeys });
    expect(built.warnings.map(({ code }) => code)).toEqual(['TML960']);
    expect(other.asked).toEqual([]);
    await other.close();
  });
});

test('waits no longer than it was told, for any number of requests', async () => {
  server.artifacts.clear();
  server.answer = () => false;
  await buildOnce({ url: server.url, publicKeys, signingKey: key });
  // The index comes at once, the record never: what is left of the time is waited for, and no more.
  let first = true;
  server.answer = () => {
    const usual = first;
    first = false;
    return !usual;
  };
  const built = await buildOnce({ url: server.url, publicKeys, waitMs: 300 });
  expect(built).toMatchObject({ ran: true, bytes: productOf('m') });
  expect(built.warnings.map(({ code, message }) => [code, message])).toEqual([
    ['TML961', expect.stringContaining('takes too long')],
  ]);
});
