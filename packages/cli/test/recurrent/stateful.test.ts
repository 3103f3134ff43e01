import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { emit, lower, runOnHost } from '@tinyml/codegen';
import {
  elementCount,
  isNode,
  memoryConstants,
  prepare,
  quantizeValue,
  valueOf,
  type Graph,
  type Node,
  type Samples,
  type TensorData,
} from '@tinyml/core';
import { seededTensor } from '@tinyml/core/testing';
import { builtinKernels, builtinOperatorTable as operators } from '@tinyml/operators';
import { describeWith } from '../../../../tools/testing.ts';
import { host } from '../../../codegen/test/toy/graph.ts';
import { runInLitert } from '../../../formats/test/litert.ts';
import { writeTflite } from '../../../formats/src/tflite/write.ts';
import { lstmCase } from '../../../operators/test/kernels/lstm-cases.ts';
import type { NodeCase } from '../../../operators/test/kernels/nn-cases.ts';
import { recurrenceCase } from '../../../operators/test/kernels/recurrence-cases.ts';
import { svdfCase } from '../../../operators/test/kernels/svdf-cases.ts';
import { runPass } from '../../../passes/test/support/run-passes.ts';
import { statefulGraph } from './stateful-graph.ts';

const folder = mkdtempSync(join(tmpdir(), 'tinyml-stateful-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const lstm = {
  kind: 'float32',
  batch: 1,
  steps: 3,
  inputs: 6,
  cells: 8,
  projected: undefined,
  coupled: false,
  peephole: false,
  normalization: false,
  timeMajor: false,
  asymmetric: false,
  activation: 'tanh',
  clip: false,
  seed: 5,
} as const;
const recurrence = {
  kind: 'float32',
  batch: 1,
  steps: 3,
  inputs: 6,
  units: 8,
  bias: true,
  timeMajor: false,
  asymmetric: false,
  resetAfter: true,
  activation: 'tanh',
  begins: false,
  seed: 9,
} as const;
const svdf = {
  kind: 'float32',
  batch: 1,
  inputs: 6,
  units: 4,
  rank: 2,
  memory: 5,
  bias: true,
  asymmetric: false,
  seed: 3,
} as const;

const whole = 'unidirectional_sequence_lstm';

interface Form {
  readonly name: string;
  readonly node: NodeCase;
  /** Types of the states. */
  readonly states: readonly string[];
  /** LiteRT has this operator in integers. */
  readonly inLiteRT: boolean;
}

const form = (name: string, node: NodeCase, states: readonly string[], inLiteRT: boolean): Form => ({
  name,
  node,
  states,
  inLiteRT,
});

const forms: readonly Form[] = [
  form('lstm', lstmCase(whole, lstm), ['int8', 'int16'], true),
  form('lstm, one step', lstmCase('lstm', lstm), ['int8', 'int16'], true),
  form('lstm with peepholes', lstmCase(whole, { ...lstm, peephole: true }), ['int8', 'int16'], true),
  form('lstm with a projection', lstmCase(whole, { ...lstm, projected: 5 }), ['int8', 'int16'], true),
  form('lstm with a projection that saturates', lstmCase(whole, { ...lstm, projected: 5 }), ['int8', 'int16'], true),
  form('lstm, normalised', lstmCase(whole, { ...lstm, normalization: true }), ['int8', 'int16'], true),
  form(
    'lstm, all of it, time major',
    lstmCase(whole, { ...lstm, peephole: true, normalization: true, projected: 5, timeMajor: true, clip: true }),
    ['int8', 'int16'],
    true,
  ),
  form('lstm, two gates in one', lstmCase(whole, { ...lstm, coupled: true }), ['int8', 'int16'], true),
  form('svdf', svdfCase({ ...svdf, seed: 4 }), ['int16'], true),
  form('svdf without activation', svdfCase(svdf), ['int16'], false),
  form('gru', recurrenceCase('gru', recurrence), ['int16'], false),
  form('gru, reset before', recurrenceCase('gru', { ...recurrence, resetAfter: false }), ['int16'], false),
  form('rnn', recurrenceCase('unidirectional_sequence_rnn', recurrence), ['int8'], false),
  form('rnn, one step', recurrenceCase('rnn', { ...recurrence, activation: 'relu6' }), ['int8'], false),
];

const steps = 40;

const base64 = (data: Int8Array): string =>
  Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('base64');

/** The hidden state at a scale that is too fine, with a zero point far from 0: it saturates. */
const saturating = (graph: Graph): Graph => ({
  ...graph,
  nodes: graph.nodes.map((node): Node => {
    if (!isNode(node, whole)) return node;
    const hidden = node.attrs.intermediates?.[4];
    const intermediates = node.attrs.intermediates?.with(4, [Math.fround(0.6 * (hidden?.[0] ?? 1)), 31]);
    return { ...node, attrs: { ...node.attrs, ...(intermediates && { intermediates }) } };
  }),
});

const quantized = async ({ node, name }: Form) => {
  const constants = memoryConstants();
  const float = statefulGraph(node, constants);
  const { shape } = valueOf(float, 'x').type;
  const vectors = Array.from({ length: steps }, (_, i) => seededTensor({ dtype: 'float32', shape }, i + 1));
  const samples: Samples = { count: steps, inputs: (i) => [vectors[i] as never] };
  const { graph: made, reported } = await runPass('quantize', float, constants, { method: 'min-max' }, samples);
  const graph = name.endsWith('saturates') ? saturating(made) : made;
  const { type } = valueOf(graph, 'x');
  const [scale = 1, zeroPoint = 0] = [type.quant?.scale[0], type.quant?.zeroPoint[0]];
  const inputs = vectors.map(({ data }) =>
    Int8Array.from(data as Float32Array, (x) => quantizeValue(x, scale, zeroPoint, 'int8')),
  );
  const runner = prepare(graph, { constants, operators });
  const results = inputs.map((data) => runner.run([{ type, data }])[0]?.data as Int8Array);
  return { graph, reported, constants, float, vectors, inputs, results };
};

describe('layers with state, quantised on samples in order', () => {
  const near = forms.filter(({ name }) => !name.endsWith('saturates'));
  test.each(near)('$name is whole numbers, and near float over the sequence', async (one) => {
    const { constants, float, graph, reported, results, vectors } = await quantized(one);
    expect(reported).toEqual([]);
    expect(graph.nodes.map(({ op }) => op)).toEqual(float.nodes.map(({ op }) => op));
    expect(graph.state?.map(({ input }) => valueOf(graph, input).type.dtype)).toEqual(one.states);
    graph.state?.forEach(({ input, output }) => {
      expect(valueOf(graph, input).type).toEqual(valueOf(graph, output).type);
    });
    const { quant } = valueOf(graph, 'y').type;
    const [scale = 1, zeroPoint = 0] = [quant?.scale[0], quant?.zeroPoint[0]];
    const runner = prepare(float, { constants, operators });
    let [signal, noise] = [0, 0];
    vectors.forEach((tensor, i) => {
      const wanted = runner.run([tensor])[0]?.data as Float32Array;
      wanted.forEach((value, at) => {
        signal += value * value;
        noise += (value - scale * ((results[i]?.[at] ?? 0) - zeroPoint)) ** 2;
      });
    });
    expect(elementCount(valueOf(graph, 'y').type.shape)).toBeGreaterThan(0);
    // 26 dB: an error of 5 %.
    expect(10 * Math.log10(signal / noise)).toBeGreaterThan(26);
  });
});

describeWith('the C of layers with state, quantised', { commands: ['cc'] }, () => {
  test.each(forms)(
    '$name gives the bytes of the interpreter',
    async (one) => {
      const { constants, graph, inputs, results } = await quantized(one);
      const program = lower(graph, { operators, kernels: builtinKernels, constants, target: host, name: 'model' });
      const provenance = { tinyml: '0.0.0', model: { file: 'model', digest: 'sha256-0' } };
      const files = emit(program, { kernels: builtinKernels, constants, provenance, ram: null });
      const flags = ['-O1', '-Wall', '-Wextra', '-Werror', '-fsanitize=address,undefined', '-fno-sanitize-recover'];
      const cases = inputs.map((data): TensorData[] => [data]);
      const found = await runOnHost(files, program, cases, { flags, sequence: true });
      expect(found.map(({ outputs }) => outputs[0])).toEqual(results);
    },
    120_000,
  );
});

describeWith('layers with state, quantised, in LiteRT', { pythonModules: ['ai_edge_litert'] }, () => {
  const inFiles = forms.filter(({ inLiteRT }) => inLiteRT);
  test('give the bytes of the interpreter', async () => {
    const all = await Promise.all(inFiles.map(quantized));
    const runs = all.map(({ constants, graph, inputs }, i) => {
      const model = join(folder, `${String(i)}.tflite`);
      writeFileSync(model, writeTflite(graph, constants, operators));
      return { model, cases: inputs.map((data) => [base64(data)]) };
    });
    runInLitert(runs).forEach((answer, i) => {
      const wanted = all[i]?.results.map((data) => [base64(data)]);
      expect({ name: inFiles[i]?.name, answer }).toEqual({ name: inFiles[i]?.name, answer: { outputs: wanted } });
    });
  }, 120_000);
});
