// As much of GitHub's API as a comment takes.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FakeComment {
  readonly id: number;
  readonly issue: number;
  readonly user: { readonly login: string; readonly type: string };
  body: string;
}

export interface FakePull {
  readonly number: number;
  readonly head: { readonly ref: string; readonly sha: string; readonly repo: { readonly full_name: string } };
  readonly base: { readonly repo: { readonly full_name: string } };
}

export interface FakeGitHub {
  readonly url: string;
  readonly comments: FakeComment[];
  readonly pulls: FakePull[];
  /** Requests that change something. */
  readonly writes: string[];
  close(): Promise<void>;
}

const bodyOf = async (request: IncomingMessage): Promise<{ readonly body?: string }> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk as Uint8Array);
  return chunks.length === 0 ? {} : (JSON.parse(Buffer.concat(chunks).toString()) as { body: string });
};

export const startGitHub = async (repository: string, token: string): Promise<FakeGitHub> => {
  const comments: FakeComment[] = [];
  const pulls: FakePull[] = [];
  const writes: string[] = [];
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://x');
    const answer = (status: number, value: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    };
    const { body = '' } = await bodyOf(request);
    if (request.headers.authorization !== `Bearer ${token}`) return answer(401, {});
    const path = pathname.replace(`/repos/${repository}`, '');
    if (request.method !== 'GET') writes.push(`${request.method ?? ''} ${path}`);
    if (path === '/pulls')
      return answer(
        200,
        pulls.filter(
          ({ head }) => `${head.repo.full_name.split('/')[0] ?? ''}:${head.ref}` === searchParams.get('head'),
        ),
      );
    const [, issue] = /^\/issues\/(\d+)\/comments$/.exec(path) ?? [];
    if (issue !== undefined && request.method === 'POST') {
      comments.push({
        id: comments.length + 1,
        issue: Number(issue),
        user: { login: 'github-actions[bot]', type: 'Bot' },
        body,
      });
      return answer(201, {});
    }
    if (issue !== undefined) {
      const page = Number(searchParams.get('page'));
      return answer(
        200,
        comments.filter((comment) => comment.issue === Number(issue)).slice(100 * (page - 1), 100 * page),
      );
    }
    const [, id] = /^\/issues\/comments\/(\d+)$/.exec(path) ?? [];
    const comment = comments.find((one) => one.id === Number(id));
    if (comment === undefined || request.method !== 'PATCH') return answer(404, {});
    comment.body = body;
    return answer(200, {});
  };
  const http = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${String((http.address() as AddressInfo).port)}`,
    comments,
    pulls,
    writes,
    close: () =>
      new Promise((done) => {
        http.close(() => {
          done();
        });
        http.closeAllConnections();
      }),
  };
};
