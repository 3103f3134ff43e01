import { describe, expect, test } from '@jest/globals';
import type { Kernel, OpName } from '@tinyml/core';
import { builtinKernels } from '@tinyml/operators';
import { describeWith } from '../../../../tools/testing.ts';
import { emulate, type EmulatedCase } from './emulation.ts';
import { hasCompiler, runKernels } from './harness.ts';
import { lstmCase, lstmDraw } from './lstm-cases.ts';
import { floatTolerance, sampled, type NodeCase } from './nn-cases.ts';
import { recurrenceCase, recurrenceDraw } from './recurrence-cases.ts';
import { svdfCase, svdfDraw } from './svdf-cases.ts';

/** Cases of an operator: `count` of them, with `sizes` in place of the small ones that are drawn. */
type Cases = (count: number, sizes: readonly number[]) => readonly NodeCase[];

/** Each size in turn, so that fours of rows and of values are whole, and not. */
const turned = <Draw extends object>(
  draws: readonly Draw[],
  names: readonly (keyof Draw)[],
  sizes: readonly number[],
): readonly Draw[] =>
  sizes.length === 0
    ? draws
    : draws.map((draw, i) => ({
        ...draw,
        ...Object.fromEntries(names.map((name, at) => [name, sizes[(i + at * (i + 1)) % sizes.length]])),
      }));

const lstm =
  (op: 'lstm' | 'unidirectional_sequence_lstm'): Cases =>
  (count, sizes) =>
    turned(
      sampled(lstmDraw, count, 7).map((draw, i) => ({
        ...draw,
        kind: i % 2 === 0 ? ('int8' as const) : ('hybrid' as const),
      })),
      ['inputs', 'cells', 'projected'],
      sizes,
    ).map((draw) => lstmCase(op, draw));

const recurrence =
  (op: 'gru' | 'rnn' | 'unidirectional_sequence_rnn'): Cases =>
  (count, sizes) =>
    turned(
      sampled(recurrenceDraw, count, 8).map((draw, i) => ({
        ...draw,
        kind: i % 2 === 0 ? ('int8' as const) : ('hybrid' as const),
      })),
      ['inputs', 'units'],
      sizes,
    ).map((draw) => recurrenceCase(op, draw));

const svdf: Cases = (count, sizes) =>
  turned(
    sampled(svdfDraw, count, 9).map((draw, i) => ({
      ...draw,
      kind: (['hybrid', 'int16', 'int8'] as const)[i % 3] ?? 'int8',
    })),
    ['inputs', 'units'],
    sizes,
  ).map(svdfCase);

const makers: readonly (readonly [OpName, Cases])[] = [
  ['lstm', lstm('lstm')],
  ['unidirectional_sequence_lstm', lstm('unidirectional_sequence_lstm')],
  ['gru', recurrence('gru')],
  ['rnn', recurrence('rnn')],
  ['unidirectional_sequence_rnn', recurrence('unidirectional_sequence_rnn')],
  ['svdf', svdf],
];

const kernelsOf = (op: OpName): readonly Kernel[] =>
  builtinKernels.filter((kernel) => kernel.op === op && kernel.isa === 'dsp');

const withKernels = (op: OpName, cases: readonly NodeCase[]): readonly EmulatedCase[] =>
  cases.flatMap((one) =>
    kernelsOf(op)
      .filter((kernel) => kernel.supports(one.request) === true)
      .map((kernel) => ({ ...one, kernel })),
  );

(hasCompiler ? describe : describe.skip)(
  'stand-ins of recurrent kernels for Armv7E-M, compiled with sanitizers',
  () => {
    test.each(makers)(
      '%s gives what the reference gives',
      (op, make) => {
        const cases = withKernels(op, [...make(30, []), ...make(8, [4, 12, 17, 33])]);
        expect(new Set(cases.map(({ kernel }) => kernel.name)).size).toBe(kernelsOf(op).length);
        runKernels(cases).forEach((found, i) => {
          cases[i]?.expected.forEach((wanted, at) => {
            if (!(wanted instanceof Float32Array)) {
              expect(Array.from(found[at] as Int8Array)).toEqual(Array.from(wanted as Int8Array));
              return;
            }
            const allowed = 5 * floatTolerance(wanted);
            wanted.forEach((value, element) => {
              expect(Math.abs(value - Number(found[at]?.[element]))).toBeLessThanOrEqual(allowed);
            });
          });
        });
      },
      120_000,
    );
  },
);

describeWith(
  'recurrent kernels with the instructions of Armv7E-M',
  { commands: ['arm-none-eabi-gcc', 'qemu-system-arm'] },
  () => {
    test.each([
      ['cortex-m4f', '-O2'],
      ['cortex-m4', '-O0'],
      ['cortex-m4f', '-Os'],
    ] as const)(
      '%s %s',
      (core, flag) => {
        const cases = makers.flatMap(([op, make]) => withKernels(op, make(6, [3, 8, 31, 36])));
        const results = emulate(cases, core, [flag]);
        const wrong = cases.filter((_, i) => results[i]?.same !== true);
        expect(wrong.map(({ kernel, request }) => [kernel.name, request.node.attrs])).toEqual([]);
      },
      120_000,
    );
  },
);
