import { expect, test } from '@jest/globals';
import { memoryConstants, type Core, type Graph, type Node, type Priority, type TensorType } from '@tinyml/core';
import { builtinKernels, builtinOperators } from '@tinyml/operators';
import { lower } from '../src/lower/lower.ts';
import { recordParts } from '../src/record-parts.ts';
import { host } from './toy/graph.ts';

const operators = new Map(builtinOperators.map((operator) => [operator.name, operator]));

/** a + b + b, and a − b: int8 tensors of so many elements, each with a scale of its own. */
const sums = (elements: number): Graph => {
  const type = (scale: number): TensorType => ({
    dtype: 'int8',
    shape: [1, elements],
    quant: { scale: [scale], zeroPoint: [3] },
  });
  const names = ['a', 'b', 'ab', 'abb', 'difference'];
  const node = (id: string, op: string, inputs: readonly string[], output: string): Node =>
    ({ id, op, attrs: { activation: 'none' }, inputs, outputs: [output] }) as unknown as Node;
  return {
    name: 'sums',
    inputs: ['a', 'b'],
    outputs: ['abb', 'difference'],
    values: new Map(names.map((id, i) => [id, { id, type: type(0.01 * (i + 1)) }])),
    nodes: [
      node('first', 'add', ['a', 'b'], 'ab'),
      node('second', 'add', ['ab', 'b'], 'abb'),
      node('third', 'sub', ['a', 'b'], 'difference'),
    ],
  };
};

const built = (elements: number, core: Core, priority: Priority) => {
  const program = lower(sums(elements), {
    operators,
    kernels: builtinKernels,
    constants: memoryConstants(),
    target: { ...host, core, priority: [priority] },
    name: 'sums',
  });
  const { memory, metrics } = recordParts(program, { budget: { flash: null, ram: null } });
  return { flash: memory.flash ?? NaN, cycles: metrics.estimatedCycles, whys: program.schedule.map(({ why }) => why) };
};

test.each([4, 1000])('tables of kilobytes are not taken for %s sums where size comes first', (elements) => {
  const [dsp, plain] = [built(elements, 'cortex-m4f', 'size'), built(elements, 'cortex-m3', 'size')];
  expect(dsp.flash).toBeLessThanOrEqual(1.1 * plain.flash);
  for (const why of dsp.whys) expect(why).toMatch(/^for the smallest program of 2: [\d.]+× the cycles of tml_/);
});

test('where a large tensor is added, the tables are worth it, and the reason says what they cost', () => {
  const { whys } = built(4000, 'cortex-m4f', 'size');
  expect(whys[0]).toMatch(
    /^fastest of 2: tml_add_s8 takes [\d.]+× the cycles, too slow for the [\d]+ B that it would save/,
  );
});

test('in balance a program is never larger than the fastest, nor slower than the smallest', () => {
  for (const elements of [4, 1000, 4000]) {
    const [size, balanced, latency] = (['size', 'balanced', 'latency'] as const).map((priority) =>
      built(elements, 'cortex-m4f', priority),
    );
    expect(balanced?.flash).toBeLessThanOrEqual(latency?.flash ?? 0);
    expect(balanced?.cycles).toBeLessThanOrEqual(size?.cycles ?? 0);
  }
});
