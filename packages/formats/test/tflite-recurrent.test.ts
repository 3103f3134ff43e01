import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import {
  constantValue,
  fromBytes,
  memoryConstants,
  prepare,
  valueOf,
  type Graph,
  type Node,
  type TensorType,
  type Value,
} from '@tinyml/core';
import { recordedSteps, recurrentFolder, stepTensor } from '../../operators/test/recorded-steps.ts';
import { describeWith, shared } from '../../../tools/testing.ts';
import { tfliteFormat } from '../src/index.ts';
import { writeTflite } from '../src/tflite/write.ts';
import { readTflite } from '../src/tflite/read.ts';
import { operators } from './operators.ts';
import { buildTflite, problemsOf } from './tflite-parts.ts';

const models = ['lstm_calibrated', 'tflite_lstm', 'tflite_custom_lstm', 'unidirectional_sequence_lstm_calibrated'];

interface Golden {
  readonly cases: readonly { readonly inputs: readonly string[]; readonly outputs: readonly string[] }[];
}

describeWith('recurrent layers with variable tensors', { shared: ['field/models/litert/tflite_lstm.tflite'] }, () => {
  test.each(models)('%s as LiteRT runs it', async (name) => {
    const path = join(shared, 'field/models/litert', `${name}.tflite`);
    const constants = memoryConstants();
    const bytes = new Uint8Array(readFileSync(path));
    const source = { path, bytes, readFile: () => Promise.reject(new Error('one file')) };
    const graph = await tfliteFormat.read(source, { constants, operators });
    expect(graph.state).toHaveLength(2);
    const golden = join(shared, 'field/golden/litert', name);
    const { cases } = JSON.parse(readFileSync(join(golden, 'golden.json'), 'utf8')) as Golden;
    const tensor = (id: string, file: string) => {
      const { type } = valueOf(graph, id);
      return { type, data: fromBytes(type.dtype, new Uint8Array(readFileSync(join(golden, file)))) };
    };
    const runner = prepare(graph, { operators, constants });
    for (const { inputs, outputs } of cases) {
      runner.reset();
      const results = runner.run(graph.inputs.map((id, i) => tensor(id, inputs[i] ?? '')));
      results.forEach(({ data }, i) => {
        const expected = tensor(graph.outputs[i] ?? '', outputs[i] ?? '').data;
        expected.forEach((value: number | bigint, at: number) => {
          expect(Math.abs(Number(data[at]) - Number(value))).toBeLessThan(1e-5);
        });
      });
    }
    const again = readTflite('written.tflite', 'written', writeTflite(graph, constants, operators), {
      constants,
      operators,
    });
    expect(again.state).toHaveLength(2);
    expect(again.nodes.map(({ op, attrs }) => [op, attrs])).toEqual(graph.nodes.map(({ op, attrs }) => [op, attrs]));
    const [first, second] = [runner, prepare(again, { operators, constants })];
    first.reset();
    for (const { inputs } of [...cases, ...cases]) {
      const given = graph.inputs.map((id, i) => tensor(id, inputs[i] ?? ''));
      expect(second.run(given)).toEqual(first.run(given));
    }
  });
});

/** SVDF of one filter over two steps: 2·x now, and three times as much weight on the newest. */
const svdf = (isVariable: boolean, twice = false): Uint8Array => {
  const one = { opcodeIndex: 0, inputs: [0, 1, 2, -1, 3], mutatingVariableInputs: new Uint8Array([0, 0, 0, 0, 1]) };
  const options = { fields: { rank: [0, 'int32'] } as const, values: { rank: 1 } };
  const layer = (output: number) => ({ ...one, outputs: [output], builtinOptionsType: 6, builtinOptions: options });
  const floats = (...values: number[]) => ({ data: new Uint8Array(Float32Array.from(values).buffer) });
  return buildTflite({
    codes: [{ deprecatedBuiltinCode: 27, builtinCode: 27 }],
    tensors: [
      { type: 0, shape: [1, 1], name: 'x' },
      { type: 0, shape: [1, 1], name: 'feature', buffer: 1 },
      { type: 0, shape: [1, 2], name: 'time', buffer: 2 },
      { type: 0, shape: [1, 2], name: 'kept', isVariable, ...(isVariable ? {} : { buffer: 2 }) },
      { type: 0, shape: [1, 1], name: 'y' },
      { type: 0, shape: [1, 1], name: 'z' },
    ],
    buffers: [{}, floats(2), floats(1, 3)],
    operators: twice ? [layer(4), layer(5)] : [layer(4)],
    outputs: [4],
  });
};

describe('SVDF of a .tflite file', () => {
  test('keeps its variable tensor as state', () => {
    const constants = memoryConstants();
    const graph = readTflite('m.tflite', 'm', svdf(true), { constants, operators });
    expect(graph.state).toEqual([{ name: 'kept', input: 'kept', output: 'kept/next' }]);
    const runner = prepare(graph, { operators, constants });
    const type = { dtype: 'float32', shape: [1, 1] } as const;
    const step = (x: number) => runner.run([{ type, data: Float32Array.of(x) }])[0]?.data[0];
    expect([step(1), step(0), step(0), step(1)]).toEqual([6, 2, 0, 6]);
  });

  test('is refused where its state is no variable tensor, or another layer changes it too', () => {
    expect(problemsOf(svdf(false))[0]?.message).toMatch(/its state, is no variable tensor|changes its operands/);
    expect(problemsOf(svdf(true, true))[0]?.message).toMatch(/another layer changes its state too/);
  });
});

describe('recordings of operators with state', () => {
  test.each(readdirSync(recurrentFolder))('%s, written and read again, is the same', (op) => {
    for (const file of readdirSync(new URL(`${op}/`, recurrentFolder))) {
      const { attrs, inputs, output, states } = recordedSteps(op, file);
      const constants = memoryConstants();
      const values = new Map<string, Value>([['y', { id: 'y', type: output }]]);
      const operands = inputs.map((input, i) => {
        if (input === null) return null;
        const id = `t${String(i)}`;
        const { data, type } = input;
        values.set(
          id,
          data === undefined ? { id, type } : constantValue(constants, id, type, stepTensor(type, data).data),
        );
        return id;
      });
      const state = states.map((position) => {
        const [input, output] = [`t${String(position)}`, `n${String(position)}`];
        values.set(output, { id: output, type: (inputs[position] as { type: TensorType }).type });
        return { name: input, input, output };
      });
      const used = operands.slice(0, operands.findLastIndex((id) => id !== null) + 1);
      const outputs = ['y', ...state.map((one) => one.output)];
      const node = { id: 'n', op, attrs, inputs: used, outputs } as unknown as Node;
      const graph: Graph = { name: 'g', inputs: ['t0'], outputs: ['y'], values, nodes: [node], state };
      const bytes = writeTflite(graph, constants, operators);
      const again = readTflite('g.tflite', 'g', bytes, { constants, operators });
      expect(again.state?.map(({ input }) => input)).toEqual(state.map(({ input }) => input));
      expect(again.nodes.map((found) => [found.op, found.inputs])).toEqual([[op, used]]);
      expect(again.nodes[0]?.attrs).toMatchObject('timeMajor' in attrs ? { timeMajor: attrs.timeMajor } : {});
      // The node has a name of its own now, which tensors for scales are named after.
      const settled = writeTflite(again, constants, operators);
      const third = readTflite('g.tflite', 'g', settled, { constants, operators });
      expect(Buffer.compare(writeTflite(third, constants, operators), settled)).toBe(0);
    }
  });
});
