import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  traitsOf,
  weightEncodings,
  type Activation,
  type OpName,
  type Padding,
  type Pair,
  type Quant,
  type TensorData,
  type TensorType,
} from '@tinyml/core';
import { builtinKernels, builtinOperatorTable } from '@tinyml/operators';
import { hasCompiler, runKernels } from './harness.ts';
import {
  filled,
  isBlocked,
  kernelFor,
  nodeCase,
  quantOf,
  sampled,
  storedAs,
  values,
  type CaseOperand,
  type NodeCase,
} from './nn-cases.ts';

const forms = ['int8', 'int8-axis', 'float', 'float16', 'hybrid', 'hybrid-axis'] as const;
type Form = (typeof forms)[number];

const size = fc.integer({ min: 1, max: 9 });
const small = fc.integer({ min: 1, max: 3 });
const shape = fc.record({
  n: fc.integer({ min: 1, max: 2 }),
  hw: fc.tuple(size, size),
  c: fc.integer({ min: 1, max: 6 }),
  o: fc.integer({ min: 1, max: 9 }),
  k: fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })),
  strides: fc.tuple(small, small),
  dilations: fc.constantFrom<Pair>([1, 1], [1, 1], [2, 1], [1, 3], [2, 2]),
  padding: fc.constantFrom<Padding>('same', 'same', 'valid', [1, 0, 2, 1], [0, 3, 0, 0]),
  activation: fc.constantFrom<Activation>('none', 'relu', 'relu6', 'relu_n1_to_1'),
  form: fc.constantFrom<Form>(...forms),
  bias: fc.boolean(),
  stored: fc.constantFrom(undefined, undefined, undefined, ...weightEncodings),
  seed: fc.nat(),
});
type Draw = typeof shape extends fc.Arbitrary<infer T> ? T : never;

/** Weights as encodings are made for: with many zeros, or within four bits. */
const thinned = (filter: CaseOperand, { stored }: Draw, next: () => number): CaseOperand => {
  const { data, type } = filter.tensor;
  if (stored === undefined || !(data instanceof Int8Array)) return filter;
  const zeros = next();
  const values = data.map((value) => (stored === 'packed4' ? value >> 4 : next() < zeros ? 0 : value));
  return { ...filter, tensor: { type, data: values } };
};

/** The case with the filter as the draw says, where there are kernels for that. */
const asDrawn = ({ form, stored }: Draw, item: NodeCase): NodeCase => {
  const activations = form.startsWith('int8') ? 'int8' : 'float32';
  const integer = activations === 'int8' || form.startsWith('hybrid');
  const encodings = traitsOf(builtinOperatorTable, item.request.node.op).weighted?.encodings?.[activations] ?? [];
  return stored !== undefined && integer && encodings.includes(stored) ? storedAs(stored, item) : item;
};

/** Operands of a weighted operator in the given form: x, filter, bias, and the output's type. */
const weighted = (draw: Draw, xShape: readonly number[], filterShape: readonly number[], axis: number) => {
  const next = values(draw.seed);
  const channels = filterShape[axis] as number;
  const perAxis = draw.form.endsWith('axis');
  const int8 = draw.form.startsWith('int8');
  const integer = int8 || draw.form.startsWith('hybrid');
  const scales: Quant = {
    scale: Array.from({ length: perAxis ? channels : 1 }, () => Math.fround(0.003 + next() * 0.02)),
    zeroPoint: new Array<number>(perAxis ? channels : 1).fill(0),
    ...(perAxis && { axis }),
  };
  const dtype = integer ? 'int8' : draw.form === 'float16' ? 'float16' : 'float32';
  const operand = (type: TensorType, constant: boolean): CaseOperand => ({ tensor: filled(type, next), constant });
  const output = int8 ? { dtype: 'int8' as const, quant: quantOf(next) } : { dtype: 'float32' as const };
  return {
    x: operand(
      int8 ? { dtype: 'int8', shape: xShape, quant: quantOf(next) } : { dtype: 'float32', shape: xShape },
      false,
    ),
    filter: thinned(operand({ dtype, shape: filterShape, ...(integer && { quant: scales }) }, true), draw, next),
    bias: draw.bias ? operand({ dtype: int8 ? 'int32' : 'float32', shape: [channels] }, true) : null,
    output,
  };
};

/** The cases that make sense: a filter may not fit its image. */
const attempt = (make: () => NodeCase): NodeCase | undefined => {
  try {
    return make();
  } catch (error) {
    if (error instanceof Error && error.name === 'OperatorError') return undefined;
    throw error;
  }
};

const tolerance = (expected: TensorData): number => {
  const reals = Array.from(expected as Float32Array);
  return 2e-6 * Math.max(1, Math.max(...reals) - Math.min(...reals));
};

const check = (cases: readonly NodeCase[]): void => {
  const used = new Set<string>();
  const results = runKernels(
    cases.map(({ request, inputs }) => {
      const kernel = kernelFor(builtinKernels, request);
      used.add(kernel.name);
      return { kernel, request, inputs };
    }),
  );
  results.forEach((result, i) => {
    const wanted = (cases[i] as NodeCase).expected[0] as TensorData;
    const actual = result[0] as TensorData;
    if (!(wanted instanceof Float32Array)) {
      expect(Array.from(actual as ArrayLike<number | bigint>)).toEqual(
        Array.from(wanted as ArrayLike<number | bigint>),
      );
      return;
    }
    const allowed = tolerance(wanted);
    const worst = Array.from(wanted as Float32Array).reduce(
      (most, value, j) => Math.max(most, Math.abs(value - Number(actual[j]))),
      0,
    );
    expect(worst).toBeLessThanOrEqual(allowed);
  });
  const op = cases[0]?.request.node.op as OpName;
  // Every generic kernel of the operator has been through at least one case; those of 16 bits are in int16.test.ts, those of uint8 in
  // uint8-int4.test.ts, those for cores without SIMD in blocked.test.ts.
  expect([...used].sort()).toEqual(
    builtinKernels
      .filter((kernel) => kernel.op === op && kernel.isa === 'generic' && !isBlocked(kernel))
      .filter(({ name }) => !/_(s16|u8)(_|$)/.test(name))
      .map((kernel) => kernel.name)
      .sort(),
  );
};

const build: Readonly<Record<string, (draw: Draw) => NodeCase>> = {
  conv_2d(draw) {
    const { padding, strides, dilations, activation } = draw;
    const whole = draw.form.startsWith('hybrid') || draw.stored !== undefined;
    const groups = whole ? 1 : 1 + (draw.seed % 3);
    const image = [draw.n, ...draw.hw, draw.c * groups];
    const { x, filter, bias, output } = weighted(draw, image, [draw.o * groups, ...draw.k, draw.c], 0);
    return nodeCase('conv_2d', { padding, strides, dilations, activation }, [x, filter, bias], output);
  },
  depthwise_conv_2d(draw) {
    const { padding, strides, dilations, activation } = draw;
    const depthMultiplier = draw.o > 6 ? 2 : 1;
    const filterShape = [1, ...draw.k, draw.c * depthMultiplier];
    const { x, filter, bias, output } = weighted(draw, [draw.n, ...draw.hw, draw.c], filterShape, 3);
    return nodeCase(
      'depthwise_conv_2d',
      { padding, strides, dilations, depthMultiplier, activation },
      [x, filter, bias],
      output,
    );
  },
  fully_connected(draw) {
    const { activation } = draw;
    const k = draw.c * draw.hw[0];
    const { x, filter, bias, output } = weighted(draw, [draw.n, draw.hw[1], k], [draw.o, k], 0);
    const attrs = { activation, keepNumDims: draw.k[0] > 2, asymmetricQuantizeInputs: draw.k[1] > 2 };
    return nodeCase('fully_connected', attrs, [x, filter, bias], output);
  },
  transpose_conv(draw) {
    const form = draw.form.replace('hybrid', 'int8') as Form;
    const padding = draw.padding === 'same' ? 'same' : 'valid';
    const { x, filter, bias, output } = weighted(
      { ...draw, form },
      [draw.n, ...draw.hw, draw.c],
      [draw.o, ...draw.k, draw.c],
      0,
    );
    const extent = (axis: 0 | 1): number =>
      padding === 'same'
        ? draw.hw[axis] * draw.strides[axis]
        : (draw.hw[axis] - 1) * draw.strides[axis] + draw.k[axis] + (draw.seed % draw.strides[axis]);
    const wanted = Int32Array.of(draw.n, extent(0), extent(1), draw.o);
    const outputShape: CaseOperand = { tensor: { type: { dtype: 'int32', shape: [4] }, data: wanted }, constant: true };
    const attrs = { padding, strides: draw.strides, activation: draw.activation } as const;
    return nodeCase('transpose_conv', attrs, [outputShape, filter, x, bias], output);
  },
  ...Object.fromEntries(
    (['max_pool_2d', 'average_pool_2d'] as const).map((op) => [
      op,
      (draw: Draw): NodeCase => {
        const next = values(draw.seed);
        const int8 = draw.form.startsWith('int8') || draw.form === 'float16';
        const base = int8 ? { dtype: 'int8' as const, quant: quantOf(next) } : { dtype: 'float32' as const };
        const x = { tensor: filled({ ...base, shape: [draw.n, ...draw.hw, draw.c] }, next), constant: false };
        const { padding, strides, activation } = draw;
        return nodeCase(op, { padding, strides, filter: draw.k, activation }, [x], base);
      },
    ]),
  ),
  mean(draw) {
    const next = values(draw.seed);
    const int8 = draw.form.startsWith('int8') || draw.form === 'float16';
    const plain = (['int32', 'int64', 'float32', 'float32'] as const)[draw.seed % 4] ?? 'float32';
    const shape = [draw.n, ...draw.hw, draw.c];
    const choices = [[1, 2], [0], [-1], [0, 2], [1], [0, 1, 2, 3], [1, 3], [2], [0, 1]];
    const axes = choices[draw.seed % choices.length] as readonly number[];
    const quant = quantOf(next);
    const same = draw.bias ? quant : quantOf(next);
    const x = {
      tensor: filled({ dtype: int8 ? 'int8' : plain, shape, ...(int8 && { quant }) }, next),
      constant: false,
    };
    const axesOperand = {
      tensor: { type: { dtype: 'int32' as const, shape: [axes.length] }, data: Int32Array.from(axes) },
      constant: true,
    };
    const output = int8 ? { dtype: 'int8' as const, quant: same } : { dtype: plain };
    return nodeCase('mean', { keepDims: draw.o > 4 }, [x, axesOperand], output);
  },
};

const suite = hasCompiler ? describe : describe.skip;

suite('kernels against the reference operators, compiled with sanitizers', () => {
  test.each(Object.keys(build))(
    '%s',
    (op) => {
      const make = build[op] as (draw: Draw) => NodeCase;
      const cases = sampled(shape, 160, 2024).flatMap((draw) => attempt(() => asDrawn(draw, make(draw))) ?? []);
      expect(cases.length).toBeGreaterThan(80);
      check(cases);
    },
    60_000,
  );
});
