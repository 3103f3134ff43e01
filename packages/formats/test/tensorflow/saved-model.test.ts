import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { fromBytes, memoryConstants, prepare, valueOf, type Graph } from '@tinyml/core';
import { verifyGraph } from '@tinyml/core/internal';
import { describeWith, shared } from '../../../../tools/testing.ts';
import { savedModelFormat } from '../../src/index.ts';
import { operators } from '../operators.ts';

const cases = join(dirname(fileURLToPath(import.meta.url)), '../cases/tensorflow');

interface Golden {
  readonly inputs: readonly { readonly name: string }[];
  readonly outputs: readonly { readonly name: string }[];
  readonly cases: readonly { readonly inputs: readonly string[]; readonly outputs: readonly string[] }[];
}

const open = async (folder: string) => {
  const constants = memoryConstants();
  const source = { path: folder, bytes: new Uint8Array(), readFile: (name: string) => readFile(join(folder, name)) };
  const graph = await savedModelFormat.read(source, { constants, operators });
  return { graph, constants };
};

const float = (folder: string, file: string): Float32Array =>
  fromBytes('float32', new Uint8Array(readFileSync(join(folder, file)))) as Float32Array;

const ops = (graph: Graph): readonly string[] => graph.nodes.map(({ op }) => op);

/** The greatest difference as a share of the largest expected value. */
const relativeError = (actual: Float32Array, expected: ArrayLike<number>): number => {
  const values = Array.from(expected);
  const largest = Math.max(...values.map(Math.abs));
  return Math.max(...values.map((value, i) => Math.abs(value - (actual[i] ?? NaN)))) / largest;
};

/** The greatest error of any output over all recorded cases. */
const worst = ({ graph, constants }: Awaited<ReturnType<typeof open>>, folder: string): number => {
  const golden = JSON.parse(readFileSync(join(folder, 'golden.json'), 'utf8')) as Golden;
  const runner = prepare(graph, { operators, constants });
  const at = (list: Golden['inputs'], name: string): number => {
    const found = list.findIndex((each) => each.name === name);
    return found === -1 && list.length === 1 ? 0 : found;
  };
  const errors = golden.cases.flatMap(({ inputs, outputs }) => {
    const given = graph.inputs.map((id) => ({
      type: valueOf(graph, id).type,
      data: float(folder, inputs[at(golden.inputs, id)] ?? ''),
    }));
    return runner.run(given).map(({ data }, i) => {
      const id = graph.outputs[i] ?? '';
      return relativeError(data as Float32Array, float(folder, outputs[at(golden.outputs, id)] ?? ''));
    });
  });
  return Math.max(...errors);
};

describeWith('SavedModels against TensorFlow', { shared: ['field', 'models', 'golden'] }, () => {
  test.each(['sm_cnn', 'sm_lstm', 'sm_module', 'sm_two'])('%s', async (name) => {
    const opened = await open(join(shared, 'field/models/zoo', name));
    expect(verifyGraph(opened.graph, operators, opened.constants)).toEqual([]);
    expect(worst(opened, join(shared, 'field/golden/zoo', name))).toBeLessThan(1e-5);
  });

  test('a model of TensorFlow 2.3, whose layers have functions of their own', async () => {
    const { graph, constants } = await open(join(shared, 'models/mlperf-tiny/kws_saved_model'));
    const inputs = join(shared, 'golden/mlperf-tiny/kws_float');
    const recorded = JSON.parse(readFileSync(join(cases, 'kws.json'), 'utf8')) as {
      readonly outputs: readonly number[][];
    };
    const golden = JSON.parse(readFileSync(join(inputs, 'golden.json'), 'utf8')) as Golden;
    const runner = prepare(graph, { operators, constants });
    golden.cases.forEach((each, i) => {
      const type = { dtype: 'float32', shape: [1, 49, 10, 1] } as const;
      const [result] = runner.run([{ type, data: float(inputs, each.inputs[0] ?? '') }]);
      expect(relativeError(result?.data as Float32Array, recorded.outputs[i] ?? [])).toBeLessThan(1e-5);
    });
  });

  test('inputs and outputs have the names of the signature', async () => {
    const { graph } = await open(join(shared, 'field/models/zoo/sm_two'));
    expect(graph.inputs).toEqual(['image', 'meta']);
    expect(graph.outputs).toEqual(['kind', 'size']);
  });

  test('a loop of Keras is a recurrent layer', async () => {
    const { graph } = await open(join(shared, 'field/models/zoo/sm_lstm'));
    expect(ops(graph)).toContain('unidirectional_sequence_lstm');
  });
});
