import { Agent as HttpAgent, request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { artifactTag } from './artifact-tag.ts';
import { RefusedArtifact } from './refusal.ts';
import type { ArtifactTransport } from './transport.ts';

/** A server that speaks Turborepo's API for remote caches, version 8. */
export interface CacheServer {
  readonly url: URL;
  readonly token: string;
  readonly teamId?: string;
  /** The team's name, where its id is not known. */
  readonly team?: string;
  /** Shared secret for `x-artifact-tag`. */
  readonly signatureKey?: string;
}

/** Answers that are no artifacts are read up to here, so that the connection can be used again. */
const mostOfAnswer = 65_536;

const drained = async (response: IncomingMessage): Promise<void> => {
  let size = 0;
  for await (const chunk of response) {
    size += (chunk as Uint8Array).length;
    if (size > mostOfAnswer) {
      response.destroy();
      return;
    }
  }
};

const failure = (response: IncomingMessage): Error => new Error(`it answers ${String(response.statusCode)}`);

const isFound = (response: IncomingMessage): boolean => {
  const status = response.statusCode ?? 0;
  // The token is for this server alone, and an answer must not make this machine ask others.
  if (status >= 300 && status < 400) throw new RefusedArtifact('redirect');
  if (status >= 200 && status < 300) return true;
  if (status === 404) return false;
  throw failure(response);
};

/** Nothing is followed and nothing is unpacked; the token goes nowhere but to the server's own address. */
export const httpTransport = ({ url, token, teamId, team, signatureKey }: CacheServer): ArtifactTransport => {
  const isSecure = url.protocol === 'https:';
  const agent = isSecure ? new HttpsAgent({ keepAlive: true }) : new HttpAgent({ keepAlive: true });

  const ask = (
    method: string,
    place: string,
    signal: AbortSignal,
    headers: Readonly<Record<string, string | number>> = {},
    content?: Uint8Array,
  ): Promise<IncomingMessage> =>
    new Promise((done, fail) => {
      const target = new URL(url);
      target.pathname = `${url.pathname.replace(/\/+$/, '')}/v8/artifacts/${place}`;
      if (teamId !== undefined) target.searchParams.set('teamId', teamId);
      if (team !== undefined) target.searchParams.set('slug', team);
      const options: RequestOptions = {
        method,
        agent,
        signal,
        headers: {
          authorization: `Bearer ${token}`,
          'accept-encoding': 'identity',
          'user-agent': 'tinyml',
          ...headers,
        },
      };
      const asked = (isSecure ? httpsRequest : httpRequest)(target, options, done);
      asked.on('error', fail);
      asked.end(content);
    });

  const tagOf = (place: string) =>
    signatureKey === undefined ? undefined : artifactTag(signatureKey, place, teamId ?? team ?? '');

  return {
    async get(place, signal) {
      const response = await ask('GET', place, signal);
      if (!isFound(response)) {
        await drained(response);
        return undefined;
      }
      const encoding = response.headers['content-encoding'] ?? 'identity';
      if (encoding !== 'identity') {
        response.destroy();
        throw new RefusedArtifact('encoding');
      }
      const tag = tagOf(place);
      const sent = response.headers['x-artifact-tag'];
      return {
        chunks: (async function* () {
          try {
            for await (const chunk of response) {
              tag?.update(chunk as Uint8Array);
              yield chunk as Uint8Array;
            }
          } catch (error) {
            // A connection that ends within an artifact is as good as an artifact that does.
            if (signal.aborted) throw error;
            throw new RefusedArtifact('truncated');
          }
          if (tag !== undefined && !(typeof sent === 'string' && tag.fits(sent))) throw new RefusedArtifact('tag');
        })(),
      };
    },
    async put(place, bytes, signal) {
      const tag = tagOf(place);
      tag?.update(bytes);
      const response = await ask(
        'PUT',
        place,
        signal,
        {
          'content-type': 'application/octet-stream',
          'content-length': bytes.byteLength,
          ...(tag === undefined ? {} : { 'x-artifact-tag': tag.text() }),
        },
        bytes,
      );
      await drained(response);
      if (!isFound(response)) throw failure(response);
    },
    close() {
      agent.destroy();
    },
  };
};
