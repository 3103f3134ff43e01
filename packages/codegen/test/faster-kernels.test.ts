import { expect, test } from '@jest/globals';
import {
  constantValue,
  defineKernel,
  memoryConstants,
  type Graph,
  type Kernel,
  type Metric,
  type Node,
  type TensorType,
  type Value,
} from '@tinyml/core';
import { builtinKernels, builtinOperators } from '@tinyml/operators';
import { lower } from '../src/lower/lower.ts';
import { constantBytes, spareFlash, fasterWithin } from '../src/select/faster-kernels.ts';
import type { Selected } from '../src/select/selected.ts';
import { host } from './toy/graph.ts';

const kernel = (name: string, bytes?: number): Kernel =>
  defineKernel({
    name,
    version: 1,
    op: 'conv_2d',
    isa: 'dsp',
    sources: [],
    supports: () => true,
    lower: () => ({ function: name, arguments: [], constants: [], scratch: 0 }),
    cost: () => ({ instructions: 0, cycles: 0 }),
    ...(bytes === undefined ? {} : { flash: () => bytes }),
  }) as unknown as Kernel;

const unit = (name: string, cycles: number, faster: readonly Selected[] = []): Selected => ({
  nodes: [],
  inputs: [],
  outputs: [],
  kernel: kernel(name),
  request: {} as Selected['request'],
  cost: { instructions: cycles, cycles },
  why: `because of ${name}`,
  faster,
});

const offer = (name: string, cycles: number, bytes: number): Selected => ({
  ...unit(name, cycles),
  kernel: kernel(name, bytes),
});

const names = (units: readonly Selected[]): readonly string[] => units.map((one) => one.kernel.name);

test('the most cycles a byte come first, and what is left goes to the next that fits', () => {
  const units = [
    unit('a', 1000, [offer('fast a', 400, 600)]),
    unit('b', 1000, [offer('fast b', 900, 10)]),
    unit('c', 1000, [offer('fast c', 100, 500)]),
    unit('d', 1000),
  ];
  const spent = fasterWithin(units, 600);
  expect(names(spent)).toEqual(['a', 'fast b', 'fast c', 'd']);
  expect(spent[0]?.why).toBe(
    'because of a; not fast a: 600 B more flash for 600 cycles less, of which 90 B are to spare',
  );
  expect(spent[2]?.why).toBe('500 B more flash for 900 cycles less than c, of 590 B to spare');
  expect(names(fasterWithin(units, 0))).toEqual(['a', 'b', 'c', 'd']);
  expect(names(fasterWithin(units, 1110))).toEqual(['fast a', 'fast b', 'fast c', 'd']);
});

test('of two faster kernels for a unit the better bargain, or the one that fits', () => {
  const units = [unit('a', 1000, [offer('large', 100, 800), offer('small', 500, 100)])];
  expect(names(fasterWithin(units, 1000))).toEqual(['small']);
  expect(names(fasterWithin([unit('a', 1000, [offer('large', 0, 800), offer('poor', 990, 100)])], 500))).toEqual([
    'poor',
  ]);
});

test('what may be spent is what the limit leaves; without one, less than an interpreter', () => {
  expect(spareFlash(100_000, 60_000, 15_000)).toBe(25_000);
  expect(spareFlash(50_000, 60_000, 15_000)).toBe(0);
  expect(spareFlash(null, 60_000, 15_000)).toBe(36_000);
});

test('constants count by their elements', () => {
  const { constants, ...call } = kernel('a').lower({} as never);
  expect(constantBytes([{ ...call, constants }])).toBe(0);
  const arrays = [
    { name: 'weights', ctype: 'int8_t', values: [1, 2, 3] },
    { name: 'biases', ctype: 'int32_t', values: [4] },
  ] as const;
  expect(constantBytes([{ ...call, constants: arrays }])).toBe(7);
});

/** The kernel of a 3×3 convolution of 16 channels, and what is said of it. */
const convolved = (priority: Metric, limits: { readonly flash: number | null; readonly ram: number | null }) => {
  const constants = memoryConstants();
  const quant = { scale: [0.02], zeroPoint: [0] };
  const image: TensorType = { dtype: 'int8', shape: [1, 16, 16, 16], quant };
  const filter: TensorType = { dtype: 'int8', shape: [16, 3, 3, 16], quant };
  const weights = Int8Array.from({ length: 16 * 9 * 16 }, (_, i) => ((i * 37) % 255) - 127);
  const attrs = { activation: 'none', dilations: [1, 1], padding: 'same', strides: [1, 1] };
  const graph: Graph = {
    name: 'one layer',
    inputs: ['x'],
    outputs: ['y'],
    values: new Map<string, Value>([
      ['x', { id: 'x', type: image }],
      ['w', constantValue(constants, 'w', filter, weights)],
      ['y', { id: 'y', type: { ...image, quant: { scale: [0.5], zeroPoint: [0] } } }],
    ]),
    nodes: [{ id: 'n', op: 'conv_2d', attrs, inputs: ['x', 'w', null], outputs: ['y'] } as unknown as Node],
  };
  const operators = new Map(builtinOperators.map((operator) => [operator.name, operator]));
  const target = { ...host, core: 'cortex-m4f', priority: [priority] } as const;
  const program = lower(graph, { operators, kernels: builtinKernels, constants, target, name: 'm', limits });
  return program.schedule.map(({ kernel: name, why }) => ({ name, why }))[0];
};

test('a layer is transformed where flash and RAM allow', () => {
  const ample = { flash: 1_000_000, ram: 1_000_000 };
  const chosen = convolved('latency', ample);
  expect(chosen?.name).toBe('tml_conv_2d_winograd_s8_dsp');
  expect(chosen?.why).toMatch(/^5888 B more flash for \d+ cycles less than tml_conv_2d_\w+, of \d+ B to spare$/);
  const refused = convolved('latency', { ...ample, flash: 12_000 });
  expect(refused?.name).not.toBe(chosen?.name);
  expect(refused?.why).toMatch(
    /; not tml_conv_2d_winograd_s8_dsp: 5888 B more flash for \d+ cycles less, of which \d+ B/,
  );
  expect(convolved('latency', { flash: null, ram: null })?.name).toBe(chosen?.name);
  expect(convolved('latency', { ...ample, ram: 8500 })?.name).not.toBe(chosen?.name);
  expect(convolved('size', ample)?.name).not.toBe(chosen?.name);
});
