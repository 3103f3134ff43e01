import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { byteLength, fromBytes, memoryConstants, prepare, valueOf, type Graph, type TensorData } from '@tinyml/core';
import { builtinKernels, builtinOperators } from '@tinyml/operators';
import { describeWith, shared } from '../../../tools/testing.ts';
import { tfliteFormat } from '../../formats/src/index.ts';
import { emit } from '../src/emit/emit.ts';
import { lower } from '../src/lower/lower.ts';
import { runOnHost } from '../src/run/host.ts';
import { host } from './toy/graph.ts';

const operators = new Map(builtinOperators.map((operator) => [operator.name, operator]));

const strict = ['-O1', '-Wall', '-Wextra', '-Werror', '-pedantic', '-fsanitize=address,undefined', '-fno-sanitize-recover']; // prettier-ignore

const read = async (path: string) => {
  const constants = memoryConstants();
  const source = {
    path,
    bytes: new Uint8Array(readFileSync(path)),
    readFile: () => Promise.reject(new Error('one file')),
  };
  return { graph: await tfliteFormat.read(source, { constants, operators }), constants };
};

/** Tensors of the type of `id`, one after the other in a file. */
const tensorsIn = (graph: Graph, path: string, id: string): readonly TensorData[] => {
  const { type } = valueOf(graph, id);
  const size = byteLength(type);
  const bytes = new Uint8Array(readFileSync(path));
  return Array.from({ length: bytes.length / size }, (_, at) =>
    fromBytes(type.dtype, bytes.slice(at * size, (at + 1) * size)),
  );
};

/** Outputs of the C, compiled with sanitizers, for inputs that follow one another. */
const runC = async ({ constants, graph }: Awaited<ReturnType<typeof read>>, cases: readonly TensorData[]) => {
  const program = lower(graph, { operators, kernels: builtinKernels, constants, target: host, name: 'model' });
  const provenance = { tinyml: '0.0.0', model: { file: 'model.tflite', digest: 'sha256-0' } };
  const files = emit(program, { kernels: builtinKernels, constants, provenance, ram: null });
  const inputs = cases.map((data) => [data]);
  return (await runOnHost(files, program, inputs, { flags: strict, sequence: true })).map(({ outputs }) => outputs);
};

describeWith('streaming wake words', { shared: ['field/golden/real/micro_alexa/stream.json'] }, () => {
  test.each(['micro_alexa', 'micro_okay_nabu'])('%s over consecutive frames', async (name) => {
    const golden = join(shared, 'field/golden/real', name);
    const { frames, inner } = JSON.parse(readFileSync(join(golden, 'stream.json'), 'utf8')) as {
      readonly frames: number;
      readonly inner: { readonly name: string };
    };
    const model = await read(join(shared, 'field/models/real', `${name}.tflite`));
    expect(model.graph.state).toHaveLength(6);
    // The output itself is 0 on noise: what it is computed from says more.
    const graph: Graph = { ...model.graph, outputs: [...model.graph.outputs, inner.name] };
    const [x = '', y = ''] = [...graph.inputs, ...graph.outputs];
    const inputs = tensorsIn(graph, join(golden, 'stream_in.bin'), x);
    const outputs = tensorsIn(graph, join(golden, 'stream_out.bin'), y);
    const operands = tensorsIn(graph, join(golden, 'stream_inner.bin'), inner.name);
    const expected = inputs.map((_, frame) => [outputs[frame], operands[frame]]);
    expect(expected).toHaveLength(frames);
    const { type } = valueOf(graph, x);
    const runner = prepare(graph, { operators, constants: model.constants });
    expect(inputs.map((data) => runner.run([{ type, data }]).map((tensor) => tensor.data))).toEqual(expected);
    expect(await runC({ ...model, graph }, inputs)).toEqual(expected);
  });
});

describeWith('a variable as ring buffer', { shared: ['cases/l2-stateful/model.tflite'] }, () => {
  test('the first call is from zeros, the next go on', async () => {
    const folder = join(shared, 'cases/l2-stateful');
    const { constants, graph } = await read(join(folder, 'model.tflite'));
    const [x = '', y = ''] = [...graph.inputs, ...graph.outputs];
    const [first] = tensorsIn(graph, join(folder, 'in0_0.bin'), x);
    const cases = [1, 2, -1, 0.5, 3, 4].map((factor) => Float32Array.from(first as Float32Array, (v) => v * factor));
    const { type } = valueOf(graph, x);
    const runner = prepare(graph, { operators, constants });
    const expected = cases.map((data) => Array.from(runner.run([{ type, data }])[0]?.data ?? [], Number));
    const close = (found: TensorData | undefined, wanted: readonly number[]): void => {
      expect(found).toHaveLength(wanted.length);
      wanted.forEach((value, i) => {
        expect(Number(found?.[i])).toBeCloseTo(value, 5);
      });
    };
    close(tensorsIn(graph, join(folder, 'out0_0.bin'), y)[0], expected[0] ?? []);
    (await runC({ graph, constants }, cases)).forEach(([output], at) => {
      close(output, expected[at] ?? []);
    });
  });
});
