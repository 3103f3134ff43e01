import { describe, expect, test } from '@jest/globals';
import {
  allocate,
  isOperatorError,
  toBytes,
  type KernelRequest,
  type Node,
  type Operator,
  type Tensor,
  type TensorType,
} from '@tinyml/core';
import { builtinKernels, builtinOperators, builtinOperatorTable } from '@tinyml/operators';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasCompiler, runKernels, type KernelCase } from './harness.ts';

/** One operator as LiteRT ran it: recorded for the tests of the operators. */
interface Recorded {
  readonly attrs: object;
  readonly inputs: readonly ({ readonly type: TensorType; readonly data: readonly number[] } | null)[];
  readonly output: TensorType;
}

const folder = join(import.meta.dirname, '../cases');

const filled = (type: TensorType, values: readonly number[]): Tensor => {
  const data = allocate(type.dtype, values.length) as Float32Array;
  data.set(values);
  return { type, data };
};

/** The node with the operands `constant` as constants, and all others computed; undefined where the operator refuses. */
const requestOf = (
  operator: Operator,
  { attrs, output }: Recorded,
  tensors: readonly (Tensor | null)[],
  constant: readonly number[],
): KernelRequest | undefined => {
  const inputs = tensors.map((tensor, i) =>
    tensor === null
      ? null
      : constant.includes(i)
        ? { type: tensor.type, constant: tensor.data }
        : { type: tensor.type },
  );
  try {
    operator.infer({ attrs: attrs as never, inputs });
  } catch (error) {
    if (isOperatorError(error)) return undefined;
    throw error;
  }
  const node = { id: 'n', op: operator.name, attrs, inputs: [], outputs: [] } as unknown as Node;
  return { node, inputs, outputs: [output], operators: builtinOperatorTable, core: 'host', priority: 'size' };
};

const recordings = (op: string): readonly Recorded[] => {
  const files = readdirSync(join(folder, op));
  const step = Math.max(1, Math.floor(files.length / 6));
  return files
    .filter((_, i) => i % step === 0)
    .map((file) => JSON.parse(readFileSync(join(folder, op, file), 'utf8')) as Recorded);
};

const operatorNames = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !entry.name.startsWith('_'))
  .map(({ name }) => name);

const distance = (a: ArrayLike<number | bigint>, b: ArrayLike<number | bigint>): number =>
  Math.max(
    0,
    ...Array.from(a, (value, i) => Math.abs(Number(value) - Number(b[i])) / Math.max(1, Math.abs(Number(value)))),
  );

(hasCompiler ? describe : describe.skip)('C with computed operands, against the reference', () => {
  test.each(operatorNames)('%s', (op) => {
    const operator = builtinOperators.find(({ name }) => name === op) as Operator;
    const runs = recordings(op).flatMap((recorded) => {
      const tensors = recorded.inputs.map((input) => input && filled(input.type, input.data));
      const all = tensors.flatMap((tensor, i) => (tensor === null ? [] : [i]));
      const choices = [[], ...all.map((i) => all.filter((other) => other !== i))];
      return choices.flatMap((constant) => {
        const request = requestOf(operator, recorded, tensors, constant);
        if (request === undefined) return [];
        const inputs = tensors.map((tensor, i) => (constant.includes(i) ? null : (tensor?.data ?? null)));
        const supporting = builtinKernels.filter((kernel) => {
          const alone = kernel.op === op && kernel.followedBy === undefined;
          return alone && kernel.supports(request) === true;
        });
        // Those for the instructions of one core are only lowered here; they run in their own tests.
        for (const kernel of supporting) kernel.lower(request);
        const expected = operator.run({ attrs: recorded.attrs as never, inputs: tensors, outputs: [recorded.output] });
        return supporting
          .filter(({ isa }) => isa === 'generic')
          .map((kernel) => ({ item: { kernel, request, inputs } satisfies KernelCase, expected }));
      });
    });
    expect(runs.length).toBeGreaterThan(0);
    const results = runKernels(runs.map(({ item }) => item));
    runs.forEach(({ item, expected }, i) => {
      const [found, wanted] = [results[i]?.[0], expected[0]];
      if (found === undefined || wanted === undefined) throw new Error(`${item.kernel.name} gave nothing`);
      if (wanted instanceof Float32Array) expect(distance(wanted, found as Float32Array)).toBeLessThan(1e-5);
      else expect(toBytes(found)).toEqual(toBytes(wanted));
    });
  });
});
