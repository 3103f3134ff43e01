// One row of the table in a process of its own: training blocks it, and TensorFlow keeps its memory. Started by run-jobs.ts.
import { dirname, join } from 'node:path';
import { boards, measureInQemu } from '@tinyml/codegen';
import {
  constantOf,
  isTinymlError,
  signatureOf,
  valueOf,
  type Constants,
  type Graph,
  type TensorType,
} from '@tinyml/core';
import {
  build,
  folderStore,
  loadManifest,
  openSession,
  resolveTarget,
  scoreGraph,
  type BuildOptions,
  type BuildResult,
} from '@tinyml/core/internal';
import { createBackend } from '../../packages/cli/src/backend.ts';
import { emittedProgram } from '../../packages/cli/src/emitted-program.ts';
import { hostExecutor } from '../../packages/cli/src/host-executor.ts';
import { manifestEnvironment } from '../../packages/cli/src/manifest-environment.ts';
import { makeToolkit } from '../../packages/cli/src/toolkit.ts';
import { findTraining } from '../../packages/cli/src/training.ts';
import { asStoredInput } from '../../packages/core/src/evaluation/real-numbers.ts';
import type { Measured, RowMessage } from './measured.ts';

const weighted = new Set(['conv_2d', 'depthwise_conv_2d', 'fully_connected', 'transpose_conv']);

/** Share of zeros among the weights; null where they are not numbers of a known place (coded ones). */
const sparsityOf = (graph: Graph, constants: Constants): number | null => {
  let [zeros, all] = [0, 0];
  for (const node of graph.nodes) {
    if (!weighted.has(node.op)) continue;
    const stored = constantOf(graph, constants, node.inputs[1] ?? '');
    if (stored === undefined) return null;
    const zero = stored.type.quant?.zeroPoint[0] ?? 0;
    for (const element of stored.data) if (Number(element) === zero) zeros++;
    all += stored.data.length;
  }
  return all === 0 ? null : zeros / all;
};

const measure = async (manifestFile: string, cache: string): Promise<Measured> => {
  const manifest = await loadManifest(manifestFile, manifestEnvironment());
  const store = folderStore(cache);
  const options: BuildOptions = {
    store,
    tinymlVersion: '0.0.0',
    signal: new AbortController().signal,
    onEvent: (event) => send({ type: 'event', event }),
    out: join(dirname(manifestFile), 'firmware'),
  };
  const toolkit = makeToolkit(await findTraining(dirname(manifestFile)));
  const result: BuildResult = await build(manifest, toolkit, createBackend(store), options);
  const session = await openSession(manifest, toolkit, options);
  const host = { ...resolveTarget(manifest, boards), core: 'host', memory: [] } as const;
  const executor = hostExecutor(process.env['CC'] ?? 'cc', host, { signal: options.signal, jobs: 1 });
  const { score } = await scoreGraph(session, 'result', result.graph, executor, options);
  if (score.kind !== 'classification') throw new Error(`a score of kind ${score.kind}`);

  const types = result.graph.inputs.map((id): TensorType => valueOf(result.graph, id).type);
  const samples = await session.splits.test?.open(signatureOf(result.graph));
  const image = samples?.inputs(0) ?? [];
  const { files, program } = emittedProgram(result);
  const { memory, total } = await measureInQemu(
    files,
    program,
    image.map(({ data }, i) => asStoredInput(data as Float32Array, types[i] as TensorType)),
  );
  const { metrics, stages } = result.record;
  const { tfliteBytes } = result.record.model as unknown as Pick<Measured, 'tfliteBytes'>;
  const { weights } = result.record.memory as unknown as Pick<Measured, 'weights'>;
  return {
    tfliteBytes,
    weights,
    flash: memory.flash,
    ram: memory.data + memory.bss + memory.stack,
    accuracy: score.accuracy,
    sparsity: sparsityOf(result.graph, result.constants),
    estimatedInstructions: metrics['estimatedInstructions'] as number | null,
    instructions: total.instructions,
    cycles: total.cycles,
    stages: stages.map(({ name, summary }) => ({ name, summary })),
  };
};

const send = (message: RowMessage): void => {
  process.send?.(message);
};

// Where the parent ends, nobody waits for this row any more.
const orphaned = (): never => process.exit(1);
process.once('disconnect', orphaned);
const [manifestFile = '', cache = ''] = process.argv.slice(2);
try {
  send({ type: 'measured', measured: await measure(manifestFile, cache) });
} catch (error) {
  if (!isTinymlError(error)) throw error;
  for (const { code, hint, message } of error.diagnostics)
    process.stderr.write(`${code} ${message}\n  ${hint ?? ''}\n`);
  process.exit(1);
}
process.off('disconnect', orphaned);
process.disconnect();
