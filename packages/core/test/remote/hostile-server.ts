// A cache server that a test fills: what it was sent, or what a forger puts in its place.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Asked {
  readonly method: string;
  readonly place: string;
  readonly authorization: string | undefined;
}

export interface TestServer {
  readonly url: URL;
  readonly artifacts: Map<string, Buffer>;
  readonly tags: Map<string, string>;
  readonly asked: Asked[];
  /** Answers instead of the server; false: it shall answer as usual. */
  answer: (asked: Asked, response: ServerResponse) => boolean;
  close(): Promise<void>;
}

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
};

export const startServer = async (): Promise<TestServer> => {
  const artifacts = new Map<string, Buffer>();
  const tags = new Map<string, string>();
  const asked: Asked[] = [];
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const place = new URL(request.url ?? '', 'http://x').pathname.replace('/v8/artifacts/', '');
    const one: Asked = { method: request.method ?? '', place, authorization: request.headers.authorization };
    asked.push(one);
    const body = await bodyOf(request);
    if (server.answer(one, response)) return;
    if (one.method === 'PUT') {
      artifacts.set(place, body);
      const tag = request.headers['x-artifact-tag'];
      if (typeof tag === 'string') tags.set(place, tag);
      response.end('{}');
      return;
    }
    const found = artifacts.get(place);
    if (found === undefined) response.writeHead(404).end();
    else {
      const tag = tags.get(place);
      response.writeHead(200, tag === undefined ? {} : { 'x-artifact-tag': tag });
      response.end(one.method === 'HEAD' ? undefined : found);
    }
  };
  const http = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
  const server: TestServer = {
    url: new URL(`http://127.0.0.1:${String((http.address() as AddressInfo).port)}`),
    artifacts,
    tags,
    asked,
    answer: () => false,
    close: () =>
      new Promise((done) => {
        http.close(() => {
          done();
        });
        http.closeAllConnections();
      }),
  };
  return server;
};
