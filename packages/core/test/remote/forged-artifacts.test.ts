// Nothing that a server sends may change what a build gives: every kind of forgery is refused, named, and built around.
import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { canonicalJson, digestOf } from '../../src/ir/digest.ts';
import { refusals, type Refusal } from '../../src/remote/refusal.ts';
import { makeKeyPair, readPublicKey, readSigningKey, type SigningKey } from '../../src/remote/signing-keys.ts';
import { artifactLimits, artifactSchema, signedBytes } from '../../src/remote/artifact.ts';
import { buildOnce, productOf, version } from './build-once.ts';
import { startServer, type TestServer } from './hostile-server.ts';

const newKey = (): SigningKey => {
  const key = readSigningKey(makeKeyPair().privateKey);
  if (key === undefined) throw new Error('a key that was just made cannot be read');
  return key;
};

const trusted = newKey();
const stranger = newKey();
const publicKeys = [trusted.publicKey];

let server: TestServer;
let honest: ReadonlyMap<string, Buffer>;
let places: { readonly index: string; readonly record: string; readonly other: string };

interface Parts {
  readonly signature: string;
  readonly header: string;
  readonly content: Buffer;
}

const partsOf = (bytes: Buffer): Parts => {
  const first = bytes.indexOf(10);
  const second = bytes.indexOf(10, first + 1);
  const third = bytes.indexOf(10, second + 1);
  return {
    signature: bytes.subarray(first + 1, second).toString(),
    header: bytes.subarray(second + 1, third).toString(),
    content: bytes.subarray(third + 1),
  };
};

const joined = ({ signature, header, content }: Parts, schema: string = artifactSchema): Buffer =>
  Buffer.concat([Buffer.from(`${schema}\n${signature}\n${header}\n`), content]);

const signed = (header: string, content: Buffer, key = trusted): Buffer =>
  joined({
    signature: `${key.publicKey.id} ${Buffer.from(key.sign(signedBytes(header))).toString('base64')}`,
    header,
    content,
  });

type Header = Record<string, unknown> & {
  body: { digest: string; size: number };
  blobs: { digest: string; size: number }[];
};

/** Signed anew, by whom may sign: what a bug or a stolen key in an older tool could have made. */
const resigned = (change: (header: Header) => void, content?: (bytes: Buffer) => Buffer, key = trusted): Buffer => {
  const parts = partsOf(record());
  const header = JSON.parse(parts.header) as Header;
  change(header);
  return signed(canonicalJson(header), content === undefined ? parts.content : content(parts.content), key);
};

const record = (): Buffer => honest.get(places.record) as Buffer;

/** With another body, whose digest is right. */
const withBody = (change: (text: string) => string, encoding: BufferEncoding = 'utf8'): Buffer => {
  const parts = partsOf(record());
  const header = JSON.parse(parts.header) as Header;
  const body = Buffer.from(change(parts.content.subarray(0, header.body.size).toString()), encoding);
  const rest = parts.content.subarray(header.body.size);
  return resigned(
    (changed) => {
      changed.body = { digest: digestOf(body), size: body.length };
    },
    () => Buffer.concat([body, rest]),
  );
};

const flipped = (bytes: Buffer, at: number): Buffer => {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
};

beforeAll(async () => {
  server = await startServer();
  // What an honest machine sends: the stage, and another run of it on another model.
  const first = await buildOnce({ url: server.url, publicKeys, signingKey: trusted });
  expect(first).toMatchObject({ ran: true, sent: 1, warnings: [] });
  const before = new Set(server.artifacts.keys());
  await buildOnce({ url: server.url, publicKeys, signingKey: trusted, model: 'other' });
  honest = new Map(server.artifacts);
  const kindOf = (place: string): unknown =>
    (JSON.parse(partsOf(honest.get(place) as Buffer).header) as { kind: unknown }).kind;
  const all = [...honest.keys()];
  places = {
    index: all.find((place) => kindOf(place) === 'index') ?? '',
    record: [...before].find((place) => kindOf(place) === 'record') ?? '',
    other: all.find((place) => !before.has(place)) ?? '',
  };
});

afterAll(async () => {
  await server.close();
});

const replaced = (place: 'index' | 'record', bytes: Buffer) => () => {
  server.artifacts.set(places[place], bytes);
};

const answered = (respond: (response: ServerResponse) => void) => () => {
  server.answer = ({ method, place }, response) => {
    if (method !== 'GET' || place !== places.record) return false;
    respond(response);
    return true;
  };
};

const forgeries: readonly (readonly [what: string, refusal: Refusal, forge: () => () => void])[] = [
  ['nothing at all', 'truncated', () => replaced('record', Buffer.from(''))],
  ['a web page', 'magic', () => replaced('record', Buffer.from('<!doctype html>\n<title>login</title>\n'))],
  ['an endless line', 'magic', () => replaced('record', Buffer.alloc(2 ** 22, 'a'))],
  [
    'a tar with a name that leaves its folder',
    'magic',
    () => replaced('record', Buffer.from('../../../etc/cron.d/x\0'.padEnd(512, '\0'))),
  ],
  [
    'an artifact without a signature',
    'unsigned',
    () => replaced('record', joined({ ...partsOf(record()), signature: '- -' })),
  ],
  [
    "a stranger's signature",
    'key',
    () =>
      replaced(
        'record',
        resigned(() => undefined, undefined, stranger),
      ),
  ],
  [
    "a stranger's signature under the id of a trusted key",
    'signature',
    () => {
      const { header, content } = partsOf(record());
      const signature = Buffer.from(stranger.sign(signedBytes(header))).toString('base64');
      return replaced('record', joined({ signature: `${trusted.publicKey.id} ${signature}`, header, content }));
    },
  ],
  [
    'a signature of nought',
    'signature',
    () =>
      replaced(
        'record',
        joined({ ...partsOf(record()), signature: `${trusted.publicKey.id} ${Buffer.alloc(64).toString('base64')}` }),
      ),
  ],
  [
    'a signature that is none',
    'signature',
    () => replaced('record', joined({ ...partsOf(record()), signature: `${trusted.publicKey.id} x` })),
  ],
  [
    'a line of signatures that does not end',
    'signature',
    () => replaced('record', Buffer.from(`${artifactSchema}\n${'0'.repeat(10_000)}`)),
  ],
  [
    "another artifact's signature",
    'signature',
    () =>
      replaced(
        'record',
        joined({ ...partsOf(record()), signature: partsOf(honest.get(places.other) as Buffer).signature }),
      ),
  ],
  [
    'a header that was edited',
    'signature',
    () => {
      const { signature, header, content } = partsOf(record());
      return replaced('record', joined({ signature, header: header.replace(version, '9.9.9'), content }));
    },
  ],
  [
    'a header with a key twice',
    'header',
    () => {
      const { header, content } = partsOf(record());
      return replaced('record', signed(header.replace('{', '{"blobs":[],'), content));
    },
  ],
  [
    'a header with __proto__',
    'header',
    () => {
      const { header, content } = partsOf(record());
      return replaced('record', signed(header.replace('{', '{"__proto__":{"unsigned":true},'), content));
    },
  ],
  [
    'a header in another order',
    'header',
    () => {
      const { header, content } = partsOf(record());
      const parsed = JSON.parse(header) as object;
      return replaced('record', signed(JSON.stringify(Object.fromEntries(Object.entries(parsed).reverse())), content));
    },
  ],
  ['a header that is no JSON', 'header', () => replaced('record', signed('{', partsOf(record()).content))],
  [
    'a digest that is a path',
    'header',
    () =>
      replaced(
        'record',
        resigned((header) => {
          (header.blobs[0] as { digest: string }).digest = '../../../../etc/passwd';
        }),
      ),
  ],
  [
    'a negative size',
    'header',
    () =>
      replaced(
        'record',
        resigned((header) => {
          header.body.size = -1;
        }),
      ),
  ],
  [
    'a header without an end',
    'size',
    () =>
      replaced(
        'record',
        Buffer.concat([Buffer.from(`${artifactSchema}\n- -\n`), Buffer.alloc(artifactLimits.header + 2 ** 17, 32)]),
      ),
  ],
  [
    'another schema',
    'schema',
    () =>
      replaced(
        'record',
        resigned((header) => {
          header['schema'] = 'tinyml-artifact/2';
        }),
      ),
  ],
  ['another first line', 'magic', () => replaced('record', joined(partsOf(record()), 'tinyml-artifact/2'))],
  [
    'another version of tinyml',
    'version',
    () =>
      replaced(
        'record',
        resigned((header) => {
          header['tinyml'] = '1.2.4';
        }),
      ),
  ],
  ['the record of another model', 'replay', () => replaced('record', honest.get(places.other) as Buffer)],
  [
    'the record of another model, moved here',
    'replay',
    () => {
      const parts = partsOf(honest.get(places.other) as Buffer);
      return replaced(
        'record',
        signed(canonicalJson({ ...(JSON.parse(parts.header) as object), place: places.record }), parts.content),
      );
    },
  ],
  ['an index instead of a record', 'replay', () => replaced('record', honest.get(places.index) as Buffer)],
  ['a record instead of an index', 'replay', () => replaced('index', record())],
  [
    'a static key that the record does not have',
    'replay',
    () =>
      replaced(
        'record',
        resigned((header) => {
          header['key'] = digestOf('another');
        }),
      ),
  ],
  [
    'a record with a changed byte',
    'digest',
    () => replaced('record', flipped(record(), record().length - partsOf(record()).content.length + 3)),
  ],
  ['a blob with a changed byte', 'blob', () => replaced('record', flipped(record(), record().length - 1))],
  [
    "blobs in each other's place",
    'blob',
    () =>
      replaced(
        'record',
        resigned((header) => {
          header.blobs.reverse();
          header.blobs.forEach((blob, index) => (blob.size = index === 0 ? 5 : blob.size));
        }),
      ),
  ],
  [
    'a blob less than the record names',
    'blobs',
    () =>
      replaced(
        'record',
        resigned((header) => {
          header.blobs = header.blobs.filter(({ size }) => size > 0);
        }),
      ),
  ],
  [
    'a blob that the record does not name',
    'blobs',
    () =>
      replaced(
        'record',
        resigned(
          (header) => {
            header.blobs.push({ digest: digestOf('more'), size: 4 });
          },
          (bytes) => Buffer.concat([bytes, Buffer.from('more')]),
        ),
      ),
  ],
  [
    'a record with a key twice',
    'record',
    () =>
      replaced(
        'record',
        withBody((text) => text.replace('"summary":', '"summary":"x","summary":')),
      ),
  ],
  [
    'a record with __proto__',
    'record',
    () =>
      replaced(
        'record',
        withBody((text) => text.replace('"metrics":{', '"metrics":{"__proto__":{"polluted":true}')),
      ),
  ],
  [
    'a record of another form',
    'record',
    () =>
      replaced(
        'record',
        withBody(() => '{"inputs":{},"reads":[]}'),
      ),
  ],
  [
    'a record that is nested without end',
    'record',
    () =>
      replaced(
        'record',
        withBody(() => `${'['.repeat(100_000)}${']'.repeat(100_000)}`),
      ),
  ],
  [
    'a record that is not UTF-8',
    'record',
    () =>
      replaced(
        'record',
        withBody((text) => text.replace('of m', 'of \u00ff'), 'latin1'),
      ),
  ],
  ['half of an artifact', 'truncated', () => replaced('record', record().subarray(0, record().length >> 1))],
  ['an artifact that lacks its last byte', 'truncated', () => replaced('record', record().subarray(0, -1))],
  ['an artifact that goes on', 'trailing', () => replaced('record', Buffer.concat([record(), Buffer.from('x')]))],
  [
    'a body of 1 TB',
    'size',
    () =>
      replaced(
        'record',
        resigned((header) => {
          header.body.size = 1e12;
        }),
      ),
  ],
  [
    'blobs that are too large together',
    'size',
    () =>
      replaced(
        'record',
        resigned((header) => {
          header.blobs = Array.from({ length: 9 }, () => ({ digest: digestOf('x'), size: 2 ** 25 }));
        }),
      ),
  ],
  [
    'a compressed answer',
    'encoding',
    () =>
      answered((response) =>
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(2 ** 24))),
      ),
  ],
  [
    'a connection that breaks',
    'truncated',
    () =>
      answered((response) => {
        response.writeHead(200, { 'content-length': record().length });
        response.write(record().subarray(0, 700), () => response.destroy());
      }),
  ],
  [
    'a redirect to another host',
    'redirect',
    () => answered((response) => response.writeHead(307, { location: 'http://127.0.0.2:9/steal' }).end()),
  ],
];

describe('an artifact that a server forged is refused, and the stage runs:', () => {
  test.each(forgeries)('%s (%s)', async (_, refusal, forge) => {
    server.artifacts.clear();
    honest.forEach((bytes, place) => server.artifacts.set(place, bytes));
    server.answer = () => false;
    forge()();
    const built = await buildOnce({ url: server.url, publicKeys });
    expect(built.warnings.map(({ code, message }) => [code, message])).toEqual([
      ['TML960', expect.stringContaining(refusals[refusal])],
    ]);
    expect(built).toMatchObject({ ran: true, bytes: productOf('m'), sent: 0 });
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test('and they are of all the kinds that are told apart, but for the tag', () => {
    const kinds = new Set(forgeries.map(([, refusal]) => refusal));
    expect([...kinds].sort()).toEqual(
      Object.keys(refusals)
        .filter((kind) => kind !== 'tag')
        .sort(),
    );
    expect(forgeries.length).toBeGreaterThanOrEqual(20);
  });
});

test('the honest artifacts are taken, without a word', async () => {
  server.artifacts.clear();
  honest.forEach((bytes, place) => server.artifacts.set(place, bytes));
  server.answer = () => false;
  for (const model of ['m', 'other']) {
    const built = await buildOnce({ url: server.url, publicKeys, model });
    expect(built).toMatchObject({ ran: false, bytes: productOf(model), warnings: [] });
  }
  // Inputs that nobody built: nothing is found, and nothing is wrong.
  expect(await buildOnce({ url: server.url, publicKeys, model: 'new' })).toMatchObject({ ran: true, warnings: [] });
  expect(await buildOnce({ url: server.url, publicKeys, code: 'new' })).toMatchObject({ ran: true, warnings: [] });
});

test('keys change hands: both are taken while both are listed, and the old one no more once it is removed', async () => {
  const next = newKey();
  server.artifacts.clear();
  server.answer = () => false;
  const both = [trusted.publicKey, next.publicKey];
  await buildOnce({ url: server.url, publicKeys: both, signingKey: trusted, model: 'old' });
  await buildOnce({ url: server.url, publicKeys: both, signingKey: next, model: 'new', code: 'd' });
  const look = (keys: typeof both, model: string, code: string) =>
    buildOnce({ url: server.url, publicKeys: keys, model, code });
  expect(await look(both, 'old', 'c')).toMatchObject({ ran: false, warnings: [] });
  expect(await look(both, 'new', 'd')).toMatchObject({ ran: false, warnings: [] });
  const after = await look([next.publicKey], 'old', 'c');
  expect(after.ran).toBe(true);
  expect(after.warnings[0]?.message).toContain(refusals.key);
  expect(await look([next.publicKey], 'new', 'd')).toMatchObject({ ran: false, warnings: [] });
  // What the old key signed is replaced by whoever builds it with the new one.
  await buildOnce({ url: server.url, publicKeys: [next.publicKey], signingKey: next, model: 'old' });
  expect(await look([next.publicKey], 'old', 'c')).toMatchObject({ ran: false, warnings: [] });
});

test('whoever has no private key reads and never writes', async () => {
  server.artifacts.clear();
  server.answer = () => false;
  server.asked.length = 0;
  expect(await buildOnce({ url: server.url, publicKeys })).toMatchObject({ ran: true, sent: 0 });
  expect(server.asked.map(({ method }) => method)).toEqual(['GET']);
});

test("Turborepo's tag is sent and checked where its key is set", async () => {
  server.artifacts.clear();
  server.tags.clear();
  server.answer = () => false;
  const withTag = { url: server.url, publicKeys, server: { teamId: 'team_1', signatureKey: 'shared secret' } };
  await buildOnce({ ...withTag, signingKey: trusted });
  expect(await buildOnce(withTag)).toMatchObject({ ran: false, warnings: [] });
  server.tags.forEach((_, place) => server.tags.set(place, 'AAAA'));
  const refused = await buildOnce(withTag);
  expect(refused.ran).toBe(true);
  expect(refused.warnings[0]?.message).toContain(refusals.tag);
});

test('keys are 32 bytes in the one way that they are written', () => {
  const { publicKey, privateKey } = makeKeyPair();
  expect(readSigningKey(privateKey)?.publicKey.text).toBe(publicKey);
  for (const wrong of ['', publicKey.slice(0, -1), `${publicKey}A`, publicKey.replace('ed25519', 'rsa'), privateKey])
    expect(readPublicKey(wrong)).toBeUndefined();
  expect(readSigningKey(publicKey)).toBeUndefined();
});
