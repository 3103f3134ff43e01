import { expect, test } from '@jest/globals';
import { defineKernel, type Kernel } from '@tinyml/core';
import { constantBytes, spareFlash, spendFlash } from '../src/lower/spare-flash.ts';
import type { Selected } from '../src/lower/selection.ts';

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
  const spent = spendFlash(units, 600);
  expect(names(spent)).toEqual(['a', 'fast b', 'fast c', 'd']);
  expect(spent[0]?.why).toBe(
    'because of a; not fast a: 600 B more flash for 600 cycles less, of which 90 B are to spare',
  );
  expect(spent[2]?.why).toBe('500 B more flash for 900 cycles less than c, of 590 B to spare');
  expect(names(spendFlash(units, 0))).toEqual(['a', 'b', 'c', 'd']);
  expect(names(spendFlash(units, 1110))).toEqual(['fast a', 'fast b', 'fast c', 'd']);
});

test('of two faster kernels for a unit the better bargain, or the one that fits', () => {
  const units = [unit('a', 1000, [offer('large', 100, 800), offer('small', 500, 100)])];
  expect(names(spendFlash(units, 1000))).toEqual(['small']);
  expect(names(spendFlash([unit('a', 1000, [offer('large', 0, 800), offer('poor', 990, 100)])], 500))).toEqual([
    'poor',
  ]);
});

test('what may be spent is what the limit leaves; without one, half as much again', () => {
  expect(spareFlash(100_000, 60_000, 15_000)).toBe(25_000);
  expect(spareFlash(50_000, 60_000, 15_000)).toBe(0);
  expect(spareFlash(null, 60_000, 15_000)).toBe(30_000);
  expect(spareFlash(null, 600_000, 15_000)).toBe(40_000);
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
