// One stage, run as a build does it, with a cache of its own and a remote one behind it.
import { createBlobs } from '../../src/cache/blobs.ts';
import { memoryStore } from '../../src/cache/memory-store.ts';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { runStage, type Stage } from '../../src/pipeline/stage.ts';
import type { StageRecord } from '../../src/pipeline/record.ts';
import { httpTransport, type CacheServer } from '../../src/remote/http-transport.ts';
import { remoteStages } from '../../src/remote/remote-stages.ts';
import type { PublicKey, SigningKey } from '../../src/remote/signing-keys.ts';

export const version = '1.2.3';

export interface Once {
  readonly url: URL;
  readonly publicKeys: readonly PublicKey[];
  readonly signingKey?: SigningKey;
  /** What the model's file holds. */
  readonly model?: string;
  readonly code?: string;
  readonly tinyml?: string;
  readonly waitMs?: number;
  readonly server?: Partial<CacheServer>;
}

export interface OnceResult {
  readonly ran: boolean;
  readonly record: StageRecord;
  readonly bytes: string;
  readonly warnings: readonly Diagnostic[];
  readonly sent: number;
  readonly seconds: number;
}

/** The bytes that the stage gives. */
export const productOf = (model: string): string => `weights of ${model}`.repeat(20);

export const buildOnce = async (once: Once): Promise<OnceResult> => {
  const { url, publicKeys, signingKey, model = 'm', code = 'c', tinyml = version, waitMs = 5000 } = once;
  const started = performance.now();
  const store = memoryStore();
  const blobs = createBlobs(store);
  const warnings: Diagnostic[] = [];
  const remote = remoteStages({
    transport: httpTransport({ url, token: 'secret', team: 'acme', ...once.server }),
    name: 'server',
    tinyml,
    publicKeys,
    ...(signingKey === undefined ? {} : { signingKey }),
    waitMs,
    report: (diagnostic) => warnings.push(diagnostic),
  });
  let ran = false;
  const stage: Stage = {
    name: 'stage',
    inputs: { code },
    run(note) {
      ran = true;
      note({ kind: 'model', name: '', value: model });
      const digest = blobs.put(Buffer.from(productOf(model)));
      const empty = blobs.put(new Uint8Array());
      return Promise.resolve({
        value: { digest },
        blobs: [digest, empty],
        summary: `of ${model}`,
        metrics: {},
        diagnostics: [],
        artifacts: {},
      });
    },
  };
  const { record } = await runStage(stage, {
    store,
    blobs,
    remote,
    current: (read) => Promise.resolve(read.kind === 'model' ? model : undefined),
    onEvent: () => undefined,
  });
  const sent = await remote.finish();
  const [digest] = record.output.blobs;
  const bytes = digest === undefined ? '' : Buffer.from(blobs.get(digest)).toString();
  return { ran, record, bytes, warnings, sent, seconds: (performance.now() - started) / 1000 };
};
