import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { DType, Shape, TensorData, TensorType } from '@tinyml/core';
import { hasCompiler, runKernels, type KernelCase } from './harness.ts';
import {
  broadcastable,
  dataOf,
  kernelCaseOf,
  quantOf,
  recordedCases,
  referenceOf,
  type Application,
} from './elementwise-cases.ts';

const compiled = hasCompiler ? test : test.skip;

const sample = <T>(arbitrary: fc.Arbitrary<T>, count: number, seed: number): readonly T[] =>
  fc.sample(arbitrary, { numRuns: count, seed });

/** Integers equal; floats within 1e-5 of the greatest magnitude: C's expf and tanhf are not those of JavaScript. */
const expectSame = (actual: TensorData | undefined, expected: ArrayLike<number | bigint>, dtype: DType): void => {
  if (dtype !== 'float32') {
    expect(Array.from(actual ?? [], Number)).toEqual(Array.from(expected, Number));
    return;
  }
  const finite = Array.from(expected, Number).filter(Number.isFinite);
  const greatest = finite.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  expect(actual?.length).toBe(expected.length);
  for (const [i, value] of Array.from(expected, Number).entries()) {
    if (!Number.isFinite(value)) expect(Number(actual?.[i])).toBe(value);
    else expect(Math.abs(Number(actual?.[i]) - value)).toBeLessThanOrEqual(1e-5 * greatest);
  }
};

const expectReference = (applications: readonly Application[]): void => {
  const cases = applications.map((application) => {
    const found = kernelCaseOf(application);
    if (found === undefined) throw new Error(`no kernel for ${application.op}`);
    return found;
  });
  const results = runKernels(cases);
  applications.forEach((application, i) => {
    expectSame(results[i]?.[0], referenceOf(application) as ArrayLike<number>, application.output.dtype);
  });
};

/** 16 bits that are plain numbers, and those that are compared by their scale. */
const plain16: readonly string[] = ['add', 'mul'];
const scaled16: readonly string[] = ['equal', 'not_equal'];

const recordedOps = [
  'cast',
  'div',
  'softmax',
  'add',
  'equal',
  'floor_mod',
  'greater',
  'greater_equal',
  'less',
  'less_equal',
  'maximum',
  'minimum',
  'mul',
  'neg',
  'not_equal',
  'select',
  'select_v2',
  'sub',
  'zeros_like',
  'abs',
  'add_n',
  'atan2',
  'bitwise_xor',
  'ceil',
  'cos',
  'dequantize',
  'elu',
  'exp',
  'fake_quant',
  'floor',
  'floor_div',
  'gelu',
  'hard_swish',
  'leaky_relu',
  'log',
  'log_softmax',
  'logical_and',
  'logical_not',
  'logical_or',
  'logistic',
  'pow',
  'prelu',
  'quantize',
  'relu',
  'relu6',
  'relu_0_to_1',
  'relu_n1_to_1',
  'right_shift',
  'round',
  'rsqrt',
  'sign',
  'sin',
  'sqrt',
  'square',
  'squared_difference',
  'tanh',
];

const hasKernel = ({ op, inputs }: Application): boolean =>
  !(inputs[0]?.type.dtype === 'int16' && (inputs[0].type.quant === undefined ? plain16 : scaled16).includes(op));

describe('recorded cases in C', () => {
  compiled.each(recordedOps)('%s', (op) => {
    // Quantisation per axis of a computed tensor has no kernel: such tensors are constants, converted at build time.
    const recorded = recordedCases(op).filter(
      ({ slug, application }) => !slug.endsWith('-axis') && hasKernel(application),
    );
    const cases = recorded.map(({ application, slug }) => {
      const found = kernelCaseOf(application);
      if (found === undefined) throw new Error(`no kernel for ${op} ${slug}`);
      return found;
    });
    const results = runKernels(cases);
    recorded.forEach(({ expected, application }, i) => {
      expectSame(results[i]?.[0], expected, application.output.dtype);
    });
  });
});

const binaries = ['add', 'sub', 'mul', 'minimum', 'maximum'] as const;

const binaryApplication = (op: (typeof binaries)[number], dtype: DType): fc.Arbitrary<Application> =>
  fc
    .record({
      shapes: broadcastable,
      quants: fc.tuple(quantOf('int8'), quantOf('int8'), quantOf('int8')),
      activation: fc.constantFrom('none', 'relu', 'relu_n1_to_1', 'relu6'),
      constants: fc.constantFrom([false, false], [false, true], [true, false]),
    })
    .chain(({ shapes: [a, b, result], quants, activation, constants }) => {
      const same = op === 'minimum' || op === 'maximum';
      const type = (shape: Shape, i: 0 | 1 | 2): TensorType => ({
        dtype,
        shape,
        ...(dtype === 'int8' && { quant: same ? quants[0] : quants[i] }),
      });
      return fc.tuple(dataOf(type(a, 0)), dataOf(type(b, 1))).map(([x, y]) => ({
        op,
        attrs: same ? {} : { activation },
        inputs: [
          { type: type(a, 0), data: x, constant: constants[0] === true },
          { type: type(b, 1), data: y, constant: constants[1] === true },
        ],
        output: type(result, 2),
      }));
    });

describe('random shapes against the reference', () => {
  compiled.each(binaries)('%s broadcasts', (op) => {
    const dtypes = ['float32', 'int8', 'int32'] as const;
    expectReference(dtypes.flatMap((dtype) => sample(binaryApplication(op, dtype), 16, 7)));
  });

  compiled('softmax', () => {
    const applications = (['float32', 'int8'] as const).flatMap((dtype) =>
      sample(
        fc
          .record({
            shape: fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 3 }),
            quant: quantOf('int8', 0.003, 0.8),
            beta: fc.double({ min: 0.25, max: 2, noNaN: true }),
          })
          .chain(({ shape, quant, beta }) => {
            const type: TensorType = { dtype, shape, ...(dtype === 'int8' && { quant }) };
            const output: TensorType =
              dtype === 'int8' ? { dtype, shape, quant: { scale: [1 / 256], zeroPoint: [-128] } } : type;
            return dataOf(type).map((data): Application => ({
              op: 'softmax',
              attrs: { beta },
              inputs: [{ type, data, constant: false }],
              output,
            }));
          }),
        12,
        11,
      ),
    );
    expectReference(applications);
  });

  compiled('erf', () => {
    const type: TensorType = { dtype: 'float32', shape: [64] };
    const data = Float32Array.from({ length: 64 }, (_, i) => (i - 32) / 8);
    expectReference([{ op: 'erf', attrs: {}, inputs: [{ type, data, constant: false }], output: type }]);
  });

  compiled('batch_normalization', () => {
    const channels = fc.record({ rows: fc.integer({ min: 1, max: 5 }), channels: fc.integer({ min: 1, max: 7 }) });
    const arbitrary = channels.chain(({ rows, channels: c }) => {
      const vector: TensorType = { dtype: 'float32', shape: [c] };
      const x: TensorType = { dtype: 'float32', shape: [rows, c] };
      const operand = (type: TensorType, constant: boolean) => dataOf(type).map((data) => ({ type, data, constant }));
      const variance = operand(vector, true).map(({ type, data, constant }) => ({
        type,
        data: (data as Float32Array).map(Math.abs),
        constant,
      }));
      return fc
        .tuple(operand(x, false), operand(vector, true), variance, operand(vector, true), operand(vector, true))
        .map((inputs): Application => ({ op: 'batch_normalization', attrs: { epsilon: 0.001 }, inputs, output: x }));
    });
    expectReference(sample(arbitrary, 20, 13));
  });

  const conversions: readonly (readonly [DType, DType])[] = [
    ['float32', 'int8'],
    ['float32', 'uint8'],
    ['float32', 'int16'],
    ['int8', 'int8'],
    ['int8', 'uint8'],
    ['uint8', 'int8'],
    ['uint8', 'uint8'],
    ['int8', 'int16'],
    ['uint8', 'int16'],
    ['int16', 'int8'],
    ['int16', 'int16'],
    ['int16', 'int32'],
  ];

  compiled('quantize', () => {
    const applications = conversions.flatMap(([from, to]) => {
      const arbitrary = fc.tuple(quantOf(from), quantOf(to)).chain(([source, target]) => {
        const type: TensorType = { dtype: from, shape: [33], ...(from !== 'float32' && { quant: source }) };
        const output: TensorType = { dtype: to, shape: [33], quant: target };
        return dataOf(type).map((data): Application => ({
          op: 'quantize',
          attrs: {},
          inputs: [{ type, data, constant: false }],
          output,
        }));
      });
      return sample(arbitrary, 12, 17);
    });
    expectReference(applications);
  });

  compiled('dequantize', () => {
    const applications = (['int8', 'uint8', 'int16', 'int32', 'float16'] as const).flatMap((from) => {
      const arbitrary = fc.tuple(quantOf(from), fc.boolean()).chain(([quant, constant]) => {
        const type: TensorType = { dtype: from, shape: [3, 11], ...(from !== 'float16' && { quant }) };
        const output: TensorType = { dtype: 'float32', shape: [3, 11] };
        return dataOf(type).map((data): Application => ({
          op: 'dequantize',
          attrs: {},
          inputs: [{ type, data, constant }],
          output,
        }));
      });
      return sample(arbitrary, 8, 19);
    });
    expectReference(applications);
  });
});

test('not-a-number and infinities quantise alike in C and in the reference', () => {
  const data = Float32Array.of(NaN, Infinity, -Infinity, 0.5, -0.5, 0.49999997, 1e30, -1e30);
  const application: Application = {
    op: 'quantize',
    attrs: {},
    inputs: [{ type: { dtype: 'float32', shape: [8] }, data, constant: false }],
    output: { dtype: 'int8', shape: [8], quant: { scale: [1], zeroPoint: [3] } },
  };
  expect(Array.from(referenceOf(application), Number)).toEqual([-128, 127, -128, 4, 2, 3, 127, -128]);
  if (hasCompiler) expectReference([application]);
});

// LiteRT itself aborts where the sum reaches 512.
compiled('softmax over many equal elements gives shares that round to 0', () => {
  const applications = [255, 256, 511, 512, 513, 1000, 4095].map((depth): Application => {
    const type: TensorType = { dtype: 'int8', shape: [1, depth], quant: { scale: [0.1], zeroPoint: [0] } };
    const output: TensorType = { ...type, quant: { scale: [1 / 256], zeroPoint: [-128] } };
    return {
      op: 'softmax',
      attrs: { beta: 1 },
      inputs: [{ type, data: new Int8Array(depth), constant: false }],
      output,
    };
  });
  const first = applications.map((application) => (referenceOf(application) as Int8Array)[0]);
  expect(first).toEqual([-127, -127, -127, -128, -128, -128, -128]);
  expectReference(applications);
});

test('a call says which operands the result may overwrite', () => {
  const type: TensorType = { dtype: 'float32', shape: [2, 3] };
  const channel: TensorType = { dtype: 'float32', shape: [3] };
  const operand = (t: TensorType, constant: boolean) => ({
    type: t,
    data: new Float32Array(t.shape.reduce((a, b) => a * b)),
    constant,
  });
  const lowered = (a: TensorType, b: TensorType, constant: boolean) => {
    const found = kernelCaseOf({
      op: 'add',
      attrs: { activation: 'none' },
      inputs: [operand(a, false), operand(b, constant)],
      output: type,
    }) as KernelCase;
    return found.kernel.lower(found.request);
  };
  expect(lowered(type, type, false).overlaps).toEqual([
    { input: 0, output: 0, distance: 0 },
    { input: 1, output: 0, distance: 0 },
  ]);
  expect(lowered(type, channel, false).overlaps).toEqual([{ input: 0, output: 0, distance: 0 }]);
  expect(lowered(type, type, true).overlaps).toEqual([{ input: 0, output: 0, distance: 0 }]);
  expect(lowered(type, type, true).arguments).toContainEqual({ constant: 'b' });
});
