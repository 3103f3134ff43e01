import { request } from 'node:http';
import { dirname, join } from 'node:path';
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, jest, test } from '@jest/globals';
import { serveSearch } from '../../src/search-server.ts';
import { inFolder, tinyml } from '../tinyml.ts';

jest.setTimeout(180_000);

const assets = { script: 'void 0;', style: '', notices: '' };

interface Answer {
  readonly status: number | undefined;
  readonly body: string;
}

const ask = (address: string, path: string, method: string, host?: string): Promise<Answer> =>
  new Promise((done, fail) => {
    const headers = host === undefined ? {} : { host };
    const { hostname, port } = new URL(address);
    request({ hostname, port, path, method, headers }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => (body += text));
      response.on('end', () => {
        done({ status: response.statusCode, body });
      });
    })
      .on('error', fail)
      .end();
  });

test('the page of a search is for this machine, under its own name, and for reading', async () => {
  const server = await serveSearch('model', 0, assets);
  try {
    const { host, port } = new URL(server.address);
    expect(host).toBe(`127.0.0.1:${port}`);
    expect((await ask(server.address, '/', 'GET')).status).toBe(200);
    expect((await ask(server.address, '/', 'GET', `localhost:${port}`)).status).toBe(200);
    for (const other of ['evil.example', `evil.example:${port}`, `127.0.0.1.evil.example:${port}`, '127.0.0.1']) {
      expect(await ask(server.address, '/', 'GET', other)).toMatchObject({ status: 421 });
      expect(await ask(server.address, '/events', 'GET', other)).toMatchObject({ status: 421 });
    }
    expect((await ask(server.address, '/', 'POST')).status).toBe(405);
    for (const path of ['/../package.json', '//evil.example/', '/events/', '/?x'])
      expect((await ask(server.address, path, 'GET')).status).toBe(404);
    await expect(serveSearch('model', Number(port), assets)).rejects.toThrow(
      `TML009: cannot serve a page at port ${port}: EADDRINUSE`,
    );
  } finally {
    await server.close();
  }
});

test('tinyml explore --serve says where, answers while it searches, and ends with the search', () =>
  inFolder(async (folder) => {
    const example = join(dirname(fileURLToPath(import.meta.url)), '../../../../examples/fashion-mnist');
    const images = `images: ${example}/data/test-images-idx3-ubyte.gz, scale: 1/255, limit: 200`;
    await writeFile(
      join(folder, 'tinyml.yaml'),
      `version: 1\nname: fashion\nmodel: ${example}/models/fashion.h5\ntarget: { core: cortex-m4f }\ndata:\n  calibration: { ${images.replace('200', '20')} }\n  test: { ${images}, labels: ${example}/data/test-labels-idx1-ubyte.gz }\n`,
    );
    let page: Promise<string> | undefined;
    const { status, stderr } = await tinyml(
      ['explore', folder, '--serve', '--evaluations', '3', '--cache-dir', join(folder, 'cache')],
      {
        onStderr(text) {
          const address = /http:\/\/127\.0\.0\.1:\d+\//.exec(text)?.[0];
          if (address !== undefined) page ??= fetch(address).then((response) => response.text());
        },
      },
    );
    expect(stderr).toContain('the search on a page: ');
    expect(await page).toContain('<title>fashion: tinyml explore</title>');
    expect(status).toBe(0);
    for (const port of ['0', '65536', 'x', '-1'])
      expect((await tinyml(['explore', folder, `--serve=${port}`])).status).toBe(2);
  }));
