import { emit, lower } from '@tinyml/codegen';
import { fromBytes, valueOf, type TensorData } from '@tinyml/core';
import { hostTarget } from '@tinyml/core/testing';
import { builtinKernels, builtinOperatorTable as operators } from '@tinyml/operators';
import { runTogether, type Job } from '../../../codegen/test/many-programs.ts';
import type { Read } from '../../../formats/test/onnx/onnx-run.ts';

/** Results of models of one input, computed by their C: all of them in one compilation for the host, kernels chosen for speed. */
export const resultsInC = async (
  models: readonly (Pick<Read, 'graph' | 'constants'> & { readonly input: Float32Array })[],
): Promise<readonly (readonly TensorData[])[]> => {
  const target = { ...hostTarget, priority: ['latency'] as const };
  const jobs = models.map(({ graph, constants, input }, i): Job => {
    const program = lower(graph, { operators, kernels: builtinKernels, constants, target, name: `m${String(i)}` });
    const provenance = { tinyml: '0.0.0', model: { file: 'm', digest: 'sha256-0' } };
    const files = emit(program, { kernels: builtinKernels, constants, provenance, ram: null });
    return { program, files, inputs: [input] };
  });
  const answers = await runTogether(jobs, { oneUnit: true });
  return models.map(({ graph }, i) =>
    graph.outputs.map((id, k) =>
      fromBytes(valueOf(graph, id).type.dtype, Uint8Array.from(Buffer.from(answers[i]?.[k] ?? '', 'hex'))),
    ),
  );
};
