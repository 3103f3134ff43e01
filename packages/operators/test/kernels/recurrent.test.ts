import { readdirSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { Kernel, Operator, Tensor, TensorData } from '@tinyml/core';
import { builtinKernels, builtinOperatorTable } from '@tinyml/operators';
import { recordedSteps, recurrentFolder, stepTensors } from '../recorded-steps.ts';
import { hasCompiler, runKernels, type KernelCase } from './harness.ts';
import { floatTolerance, kernelFor, sampled } from './nn-cases.ts';
import { lstmCase, lstmDraw } from './lstm-cases.ts';
import { recurrenceCase, recurrenceDraw } from './recurrence-cases.ts';
import { svdfCase, svdfDraw } from './svdf-cases.ts';

interface Step extends KernelCase {
  readonly expected: readonly TensorData[];
  /** What LiteRT gave for the first result. */
  readonly recorded: readonly number[];
}

/** A recording as one case for each step: the state before it is that of the reference. */
const stepsOf = (op: string, file: string): readonly Step[] => {
  const recorded = recordedSteps(op, file);
  const operator = builtinOperatorTable.get(op) as Operator;
  let operands = stepTensors(recorded);
  return recorded.steps.map(({ x, y }) => {
    operands = operands.with(0, stepTensors(recorded, x)[0] as Tensor);
    const outputs = [recorded.output, ...recorded.states.map((position) => (operands[position] as Tensor).type)];
    const node = { id: 'n', op, attrs: recorded.attrs, inputs: [], outputs: [] } as never;
    const computed = [0, ...recorded.states];
    const request = {
      node,
      inputs: operands.map(
        (tensor, i) => tensor && { type: tensor.type, ...(!computed.includes(i) && { constant: tensor.data }) },
      ),
      outputs,
      operators: builtinOperatorTable,
      core: 'host' as const,
      priority: 'latency' as const,
    };
    const inputs = operands.map((tensor, i) => (tensor !== null && computed.includes(i) ? tensor.data : null));
    const expected = operator.run({ attrs: recorded.attrs as never, inputs: operands, outputs });
    recorded.states.forEach((position, i) => {
      operands = operands.with(position, {
        type: (operands[position] as Tensor).type,
        data: expected[i + 1] as TensorData,
      });
    });
    return { kernel: kernelFor(builtinKernels, request), request, inputs, expected, recorded: y };
  });
};

const expectSame = (found: TensorData, wanted: TensorData, slack: number): void => {
  if (!(wanted instanceof Float32Array)) {
    expect(Array.from(found as Int8Array)).toEqual(Array.from(wanted as Int8Array));
    return;
  }
  const allowed = slack * floatTolerance(wanted);
  wanted.forEach((value, i) => {
    expect(Math.abs(value - Number(found[i]))).toBeLessThanOrEqual(allowed);
  });
};

(hasCompiler ? describe : describe.skip)('C of operators with state, compiled with sanitizers', () => {
  test.each(readdirSync(recurrentFolder))(
    '%s gives in each step what LiteRT gave',
    (op) => {
      const cases = readdirSync(new URL(`${op}/`, recurrentFolder)).flatMap((file) => stepsOf(op, file));
      expect(cases.length).toBeGreaterThan(30);
      runKernels(cases).forEach((results, i) => {
        const { expected, recorded } = cases[i] as Step;
        expect(results.length).toBe(expected.length);
        results.forEach((result, at) => {
          expectSame(result, expected[at] as TensorData, 5);
        });
        if (!(results[0] instanceof Float32Array)) expect(Array.from(results[0] as Int8Array)).toEqual(recorded);
      });
    },
    120_000,
  );

  const random = {
    lstm: () => sampled(lstmDraw, 60, 77).map((draw) => lstmCase('lstm', draw)),
    unidirectional_sequence_lstm: () =>
      sampled(lstmDraw, 60, 78).map((draw) => lstmCase('unidirectional_sequence_lstm', draw)),
    gru: () => sampled(recurrenceDraw, 60, 80).map((draw) => recurrenceCase('gru', draw)),
    rnn: () => sampled(recurrenceDraw, 40, 81).map((draw) => recurrenceCase('rnn', draw)),
    unidirectional_sequence_rnn: () =>
      sampled(recurrenceDraw, 40, 82).map((draw) => recurrenceCase('unidirectional_sequence_rnn', draw)),
    svdf: () => sampled(svdfDraw, 60, 79).map(svdfCase),
  };

  test.each(Object.entries(random))(
    '%s of random sizes and forms gives what the reference gives',
    (op, make) => {
      const cases = make();
      const kernels = cases.map(({ request }) => kernelFor(builtinKernels, request));
      const results = runKernels(
        cases.map(({ request, inputs }, i) => ({ kernel: kernels[i] as Kernel, request, inputs })),
      );
      results.forEach((found, i) => {
        cases[i]?.expected.forEach((wanted, at) => {
          expectSame(found[at] as TensorData, wanted, 5);
        });
      });
      const names = builtinKernels
        .filter((kernel) => kernel.op === op && kernel.isa === 'generic')
        .map(({ name }) => name);
      expect(new Set(kernels.map(({ name }) => name)).size).toBe(names.length);
    },
    120_000,
  );
});
