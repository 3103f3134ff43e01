import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { TinymlError } from '@tinyml/core';
import { cannotServe } from './diagnostics/command-line.ts';
import { frontHtml } from './model-report/html/front.ts';
import type { PageAssets } from './model-report/html/document.ts';
import { searchPageHtml } from './model-report/html/search-page.ts';
import type { ReportSearch } from './model-report/page-data.ts';
import { tinymlVersion } from './version.ts';

/** A page about a search while it runs. */
export interface SearchServer {
  readonly address: string;
  /** Tells every page that is open. */
  show(this: void, search: ReportSearch, status: string): void;
  /** Tells them the last of it. */
  end(this: void, search: ReportSearch, status: string): void;
  /** Listens no longer. What was told until now arrives. */
  close(this: void): Promise<void>;
}

/** What a page is told. */
export interface SearchNews {
  readonly search: ReportSearch;
  readonly status: string;
  /** Of the section about the search. */
  readonly html: string;
  readonly ended: boolean;
}

const headers = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
};

const refuse = (response: ServerResponse, status: number, why: string): void => {
  response.writeHead(status, { ...headers, 'content-type': 'text/plain; charset=utf-8' }).end(`${why}\n`);
};

/**
 * Serves the page of a search to this machine alone. A request whose Host is another name is refused, so that no page of another site
 * reads it by a name that it points here.
 * @param port 0: any that is free
 * @throws TinymlError TML009 where it cannot listen
 */
export const serveSearch = async (name: string, port: number, assets: PageAssets): Promise<SearchServer> => {
  const listeners = new Set<ServerResponse>();
  let news: SearchNews | undefined;
  const told = (): string => (news === undefined ? '' : `data: ${JSON.stringify(news)}\n\n`);
  const answer = ({ headers: { host }, method, url }: IncomingMessage, response: ServerResponse): void => {
    const { port: own } = server.address() as AddressInfo;
    if (host !== `127.0.0.1:${String(own)}` && host !== `localhost:${String(own)}`)
      refuse(response, 421, 'this server answers to 127.0.0.1 only');
    else if (method !== 'GET') refuse(response, 405, 'GET only');
    else if (url === '/events') {
      response.writeHead(200, { ...headers, 'content-type': 'text/event-stream' });
      response.write(`retry: 1000\n\n${told()}`);
      listeners.add(response);
      response.on('close', () => listeners.delete(response));
    } else if (url === '/') {
      const page = searchPageHtml({ name, search: news?.search ?? null, tinyml: tinymlVersion() }, assets);
      response.writeHead(200, { ...headers, 'content-type': 'text/html; charset=utf-8' }).end(page);
    } else refuse(response, 404, 'nothing is here');
  };
  const server = createServer(answer);
  await new Promise<void>((done, fail) => {
    server.once('error', ({ code = 'unknown' }: NodeJS.ErrnoException) => {
      fail(new TinymlError(cannotServe(port, code)));
    });
    server.listen(port, '127.0.0.1', done);
  });
  // The search is what the process runs for, not its page.
  server.unref();
  const show = (search: ReportSearch, status: string, ended: boolean): void => {
    news = { search, status, html: frontHtml(search), ended };
    for (const one of listeners) one.write(told());
  };
  return {
    address: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`,
    show(search, status) {
      show(search, status, false);
    },
    end(search, status) {
      show(search, status, true);
    },
    async close() {
      await Promise.all([...listeners].map((one) => new Promise<void>((done) => one.end(done))));
      server.close();
      server.closeAllConnections();
    },
  };
};
