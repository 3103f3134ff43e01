import { describe, expect, test } from '@jest/globals';
import {
  defineKernel,
  type Core,
  type Kernel,
  type KernelSize,
  type MeasuredSize,
  type OperatorTable,
} from '@tinyml/core';
import { builtinKernels, builtinOperators } from '@tinyml/operators';
import { lower } from '../src/lower/lower.ts';
import { recordParts } from '../src/record-parts.ts';
import { comparableCode, stackBound } from '../src/code-size/code-estimate.ts';
import type { SizedCall } from '../src/code-size/kernel-usage.ts';
import { measuredFunction } from '../src/code-size/measured-function.ts';
import { measuredCore, sizeTableOf } from '../src/code-size/sizes/tables.ts';
import { host, toy } from './toy/graph.ts';
import { toyAdd } from './toy/kernels.ts';

const operators: OperatorTable = new Map(builtinOperators.map((operator) => [operator.name, operator]));
const budget = { flash: null, ram: null };

const memoryOf = (kernel: Kernel, core: Core) => {
  const { graph, constants } = toy([['add', ['x', 'k'], 'y']], ['y']);
  const program = lower(graph, { operators, kernels: [kernel], constants, target: { ...host, core }, name: 'toy' });
  return recordParts(program, { budget }).memory;
};

const declared = (size: Partial<Record<Core, KernelSize>>): Kernel =>
  defineKernel({ ...toyAdd, size }) as unknown as Kernel;

describe("a package's kernel", () => {
  test('without a size: flash and RAM are unknown, and what is known stays', () => {
    const memory = memoryOf(toyAdd, 'cortex-m4f');
    expect(memory).toMatchObject({
      code: { bytes: null, unknown: ['toy_scale_add'] },
      flash: null,
      ram: null,
      regions: [{ name: 'ram', stack: null }],
    });
    expect(memory.weights).toBeGreaterThan(0);
    expect(memory.arena).toBeGreaterThan(0);
  });

  test('that declares its size counts with it, on that core alone', () => {
    const kernel = declared({ 'cortex-m4f': { code: 600, stack: 40 } });
    const memory = memoryOf(kernel, 'cortex-m4f');
    expect(memory.code.unknown).toEqual([]);
    expect(memory.code.bytes).toBeGreaterThanOrEqual(600);
    expect(memory.code.bytes).toBeLessThan(700);
    expect(memory.flash).toBe(memory.weights + (memory.code.bytes ?? 0));
    expect(memory.ram).toBeGreaterThanOrEqual(memory.arena + 40);
    expect(memoryOf(kernel, 'cortex-m3').flash).toBeNull();
  });

  test('whose size depends on the node gives it with the call', () => {
    const kernel = defineKernel({
      ...toyAdd,
      size: { 'cortex-m3': { code: 1, stack: 1 } },
      lower: (request: Parameters<typeof toyAdd.lower>[0]) => ({
        ...toyAdd.lower(request),
        size: { code: 900, stack: 8 },
      }),
    }) as unknown as Kernel;
    expect(memoryOf(kernel, 'cortex-m3').code.bytes).toBeGreaterThanOrEqual(900);
  });
});

const target = { ...host, core: 'cortex-m4f', priority: ['size'] } as const;
const measured = (name: string): MeasuredSize | undefined => {
  for (const kernel of builtinKernels) {
    const size = measuredFunction(kernel, name, target.core);
    if (size !== undefined) return size;
  }
  return undefined;
};
/** A call with parameters of its own. */
const call = (name: string, at: number): SizedCall => {
  const size = measured(name);
  if (size === undefined) throw new Error(`${name} was not measured`);
  return {
    function: name,
    arguments: [{ params: true }, { input: 0 }, { output: 0 }],
    params: { type: 'params', fields: { at } },
    size,
  };
};
const code = (...names: readonly string[]): number => comparableCode(names.map(call), target);

describe('code', () => {
  test('a second call of a kernel costs much less than the first, a third as much as the second', () => {
    const [one, two, three] = [1, 2, 3].map((count) => code(...Array<string>(count).fill('tml_conv_2d_s8_dsp')));
    expect((three as number) - (two as number)).toBeLessThan(100);
    expect((three as number) - (two as number)).toBeGreaterThan(10);
    expect(two).toBeGreaterThan(one as number);
  });

  test('what two kernels share counts once', () => {
    const plain = Array<string>(2).fill('tml_conv_2d_plain_s8_dsp');
    const composite = Array<string>(2).fill('tml_conv_2d_s8_dsp');
    expect(code(...plain, ...composite)).toBeLessThan(code(...plain) + code(...composite) - 500);
  });

  test("the C library's objects count once, whoever needs them", () => {
    const hybrid = ['tml_conv_2d_hybrid', 'tml_depthwise_conv_2d_hybrid'] as const;
    const both = code(...hybrid);
    const doubles = sizeTableOf('cortex-m4f').library.objects['libgcc.a(_arm_addsubdf3.o)']?.flash ?? 0;
    expect(doubles).toBeGreaterThan(500);
    expect(both).toBeLessThan(code(hybrid[0]) + code(hybrid[1]) - doubles);
  });

  test('the stack is that of the deepest call', () => {
    const stack = (...names: readonly string[]) => stackBound(names.map(call), target) as number;
    const [conv, softmax] = [stack('tml_conv_2d_s8_dsp'), stack('tml_softmax_s8')];
    expect(stack('tml_conv_2d_s8_dsp', 'tml_softmax_s8')).toBe(Math.max(conv, softmax));
  });
});

describe('tables', () => {
  test('a core that was not measured names the one whose sizes stand for it', () => {
    expect(measuredCore('cortex-m4f')).toBe('cortex-m4f');
    expect(measuredCore('cortex-m3')).toBe('cortex-m3');
    expect(memoryOf(declared({ 'cortex-m7': { code: 1, stack: 1 } }), 'cortex-m7').code).toMatchObject({
      core: measuredCore('cortex-m7'),
      compiler: expect.stringMatching(/^arm-none-eabi-gcc \d+\.\d+/),
    });
  });

  test('kernels whose names differ in the distance between rows have one row', () => {
    const size = measured('tml_depthwise_conv_2d_3x3_once_104_compact_s8_dsp');
    expect(Object.keys(size?.apart ?? {})).toContain('tml_plane_3x3_once_104');
    expect(measured('tml_depthwise_conv_2d_3x3_once_any_compact_s8_dsp')).toBeUndefined();
  });
});
