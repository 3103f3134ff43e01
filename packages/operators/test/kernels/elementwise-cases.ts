import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import {
  allocate,
  elementCount,
  type DType,
  type Kernel,
  type KernelRequest,
  type Operator,
  type Shape,
  type TensorData,
  type TensorType,
} from '@tinyml/core';
import { builtinKernels, builtinOperators, builtinOperatorTable } from '@tinyml/operators';
import type { KernelCase } from './harness.ts';

/** A node on its own: what the operator and the kernel both get. */
export interface Application {
  readonly op: string;
  readonly attrs: object;
  readonly inputs: readonly { readonly type: TensorType; readonly data: TensorData; readonly constant: boolean }[];
  readonly output: TensorType;
}

export const operatorOf = (op: string): Operator => {
  const operator = builtinOperators.find(({ name }) => name === op);
  if (operator === undefined) throw new Error(`no operator ${op}`);
  return operator;
};

export const referenceOf = ({ op, attrs, inputs, output }: Application): TensorData => {
  const [result] = operatorOf(op).run({ attrs: attrs as never, inputs, outputs: [output] });
  if (result === undefined) throw new Error(`${op} gave nothing`);
  return result;
};

const requestOf = ({ op, attrs, inputs, output }: Application): KernelRequest => ({
  node: {
    id: 'node',
    op,
    attrs,
    inputs: inputs.map((_, i) => `in${String(i)}`),
    outputs: ['out'],
  } as unknown as KernelRequest['node'],
  inputs: inputs.map(({ type, data, constant }) => ({ type, ...(constant && { constant: data }) })),
  outputs: [output],
  operators: builtinOperatorTable,
  core: 'host',
  priority: 'latency',
});

/** The application with the one kernel that supports it; undefined where none does. */
export const kernelCaseOf = (application: Application): KernelCase | undefined => {
  const request = requestOf(application);
  const kernel = builtinKernels.find(
    (candidate: Kernel) => candidate.op === application.op && candidate.supports(request) === true,
  );
  const inputs = application.inputs.map(({ data, constant }) => (constant ? null : data));
  return kernel === undefined ? undefined : { kernel, request, inputs };
};

const folder = new URL('../cases/', import.meta.url);

interface Recorded {
  readonly op: string;
  readonly attrs: object;
  readonly inputs: readonly {
    readonly type: TensorType;
    readonly constant: boolean;
    readonly data: readonly Element[];
  }[];
  readonly output: TensorType;
  readonly expected: readonly Element[];
}

/** What JSON has no number for is text: infinities, and integers of more than 53 bits. */
type Element = number | string;

const filled = (type: TensorType, values: readonly Element[]): TensorData => {
  if (type.dtype === 'int64') return BigInt64Array.from(values, BigInt);
  const data = allocate(type.dtype, values.length);
  (data as Float32Array).set(values.map(Number));
  return data;
};

/** What LiteRT computed for an operator: see record.py there. */
export const recordedCases = (
  op: string,
): readonly { readonly slug: string; readonly application: Application; readonly expected: TensorData }[] =>
  readdirSync(new URL(`${op}/`, folder)).map((file) => {
    const { attrs, inputs, output, expected } = JSON.parse(
      readFileSync(new URL(`${op}/${file}`, folder), 'utf8'),
    ) as Recorded;
    const operands = inputs.map((input) => ({ ...input, data: filled(input.type, input.data) }));
    return {
      slug: file.replace('.json', ''),
      application: { op, attrs, inputs: operands, output },
      expected: filled(output, expected),
    };
  });

/** Two shapes that broadcast, and the shape of the result. */
export const broadcastable: fc.Arbitrary<readonly [Shape, Shape, Shape]> = fc
  .array(fc.record({ size: fc.integer({ min: 1, max: 4 }), a: fc.boolean(), b: fc.boolean() }), { maxLength: 5 })
  .chain((dimensions) =>
    fc.tuple(fc.nat(2), fc.nat(2)).map(([cutA, cutB]) => {
      const side = (key: 'a' | 'b', cut: number): Shape => {
        const shape = dimensions.map((dimension) => (dimension[key] ? dimension.size : 1));
        let leading = 0;
        while (leading < Math.min(cut, shape.length) && shape[leading] === 1) leading += 1;
        return shape.slice(leading);
      };
      const [a, b] = [side('a', cutA), side('b', cutB)];
      const rank = Math.max(a.length, b.length);
      const at = (shape: Shape, i: number): number => shape[i - rank + shape.length] ?? 1;
      return [a, b, Array.from({ length: rank }, (_, i) => Math.max(at(a, i), at(b, i)))] as const;
    }),
  );

const elements: Readonly<Partial<Record<DType, fc.Arbitrary<number>>>> = {
  float32: fc.float({ noNaN: true, min: -20, max: 20 }),
  int8: fc.integer({ min: -128, max: 127 }),
  uint8: fc.integer({ min: 0, max: 255 }),
  int16: fc.integer({ min: -32768, max: 32767 }),
  int32: fc.integer({ min: -2147483648, max: 2147483647 }),
  float16: fc.integer({ min: 0, max: 0xffff }).filter((bits) => (bits & 0x7c00) !== 0x7c00),
};

/** Elements for a tensor of a type. */
export const dataOf = (type: TensorType): fc.Arbitrary<TensorData> => {
  const count = elementCount(type.shape);
  const element = elements[type.dtype] ?? fc.constant(0);
  return fc.array(element, { minLength: count, maxLength: count }).map((values) => filled(type, values));
};

/** Per-tensor quantisation at a scale between the limits. */
export const quantOf = (
  dtype: DType,
  least = 0.002,
  greatest = 0.2,
): fc.Arbitrary<{ readonly scale: readonly number[]; readonly zeroPoint: readonly number[] }> => {
  const zero =
    dtype === 'int8' ? { min: -128, max: 127 } : dtype === 'uint8' ? { min: 0, max: 255 } : { min: 0, max: 0 };
  return fc
    .tuple(fc.double({ min: least, max: greatest, noNaN: true }), fc.integer(zero))
    .map(([scale, zeroPoint]) => ({ scale: [Math.fround(scale)], zeroPoint: [zeroPoint] }));
};
