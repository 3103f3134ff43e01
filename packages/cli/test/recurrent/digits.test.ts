import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { emit, lower, runInQemu, runOnHost } from '@tinyml/codegen';
import {
  memoryConstants,
  prepare,
  quantizeValue,
  valueOf,
  type Constants,
  type Graph,
  type TensorData,
} from '@tinyml/core';
import { builtinKernels, builtinOperatorTable as operators } from '@tinyml/operators';
import { describeWith } from '../../../../tools/testing.ts';
import { host } from '../../../codegen/test/toy/graph.ts';
import { kerasH5Format } from '../../../formats/src/keras/keras-h5-format.ts';
import { canonicalise, runPass } from '../../../passes/test/support/run-passes.ts';
import { digits, type Digits } from './digits.ts';

/** TINYML_FULL=1 takes all 2,006 digits that training did not see. */
const held = digits([0.8, 1], process.env['TINYML_FULL'] === '1' ? 1 : 8);

const sanitizers = ['-O1', '-Wall', '-Wextra', '-Werror', '-fsanitize=address,undefined', '-fno-sanitize-recover'];

const read = async (name: string): Promise<{ readonly graph: Graph; readonly constants: Constants }> => {
  const constants = memoryConstants();
  const path = join(import.meta.dirname, `${name}.h5`);
  const source = { path, bytes: readFileSync(path), readFile: () => Promise.reject(new Error('one file')) };
  return {
    constants,
    graph: await canonicalise(await kerasH5Format.read(source, { constants, operators }), constants),
  };
};

/** Inputs in the type of the graph. */
const given = (graph: Graph, samples: Digits): readonly (readonly TensorData[])[] => {
  const { dtype, quant } = valueOf(graph, graph.inputs[0] ?? '').type;
  const [scale = 1, zeroPoint = 0] = [quant?.scale[0], quant?.zeroPoint[0]];
  return Array.from({ length: samples.count }, (_, i) => {
    const floats = samples.inputs(i)[0]?.data as Float32Array;
    return [dtype === 'int8' ? Int8Array.from(floats, (x) => quantizeValue(x, scale, zeroPoint, dtype)) : floats];
  });
};

const interpreted = (graph: Graph, constants: Constants, cases: ReturnType<typeof given>): readonly TensorData[] => {
  const runner = prepare(graph, { constants, operators });
  const { type } = valueOf(graph, graph.inputs[0] ?? '');
  return cases.map(([data]) => runner.run([{ type, data: data as TensorData }])[0]?.data as TensorData);
};

const labelOf = (data: TensorData): number => {
  const scores = Array.from(data as Int8Array);
  return scores.indexOf(Math.max(...scores));
};

const share = (count: number): number => count / held.count;

describeWith('digits by rows', { commands: ['cc', 'arm-none-eabi-gcc', 'qemu-system-arm'] }, () => {
  test.each(['lstm', 'gru'])(
    '%s in int8 has the labels of float, and its C the bytes of the interpreter',
    async (name) => {
      const { constants, graph } = await read(name);
      const { graph: int8, reported } = await runPass('quantize', graph, constants, {}, digits([0, 0.1], 10));
      expect(reported).toEqual([]);
      const floats = [...int8.values.values()].filter(({ type }) => type.dtype === 'float32');
      expect(floats).toEqual([]);

      const cases = given(int8, held);
      const results = interpreted(int8, constants, cases);
      const wanted = interpreted(graph, constants, given(graph, held)).map(labelOf);
      const found = results.map(labelOf);
      const right = (labels: readonly number[]): number => share(labels.filter((l, i) => l === held.labels[i]).length);
      expect(share(found.filter((label, i) => label === wanted[i]).length)).toBeGreaterThanOrEqual(0.98);
      expect(right(found)).toBeGreaterThan(right(wanted) - 0.01);

      const run = (core: 'host' | 'cortex-m4f') => {
        const target = { ...host, core };
        const program = lower(int8, { operators, kernels: builtinKernels, constants, target, name: 'digits' });
        const provenance = { tinyml: '0.0.0', model: { file: `${name}.h5`, digest: 'sha256-0' } };
        return { program, files: emit(program, { kernels: builtinKernels, constants, provenance, ram: null }) };
      };
      const here = run('host');
      const onHost = await runOnHost(here.files, here.program, cases, { flags: sanitizers });
      expect(onHost.map(({ outputs }) => outputs[0])).toEqual(results);
      const there = run('cortex-m4f');
      const inQemu = await runInQemu(there.files, there.program, cases.slice(0, 8));
      expect(inQemu.cases.map(({ outputs }) => outputs[0])).toEqual(results.slice(0, 8));
    },
    180_000,
  );
});
