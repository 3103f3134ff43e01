import { describe, expect, test } from '@jest/globals';
import {
  constantValue,
  isOperatorError,
  memoryConstants,
  TinymlError,
  valueOf,
  type Constants,
  type Graph,
  type Node,
  type Operator,
  type Samples,
  type Tensor,
  type TensorType,
  type Value,
} from '@tinyml/core';
import { verifyGraph } from '@tinyml/core/internal';
import { builtinOperators } from '@tinyml/operators';
import { compareOutputs, seededTensor } from '@tinyml/core/testing';
import { filled, recordingsOf, type Recorded } from '../../operators/test/recorded.ts';
import { builtinPasses } from '../src/index.ts';
import { operators, runPass } from './support/run-passes.ts';

const tensorOf = ({ type, data }: NonNullable<Recorded['inputs'][number]>): Tensor => ({
  type,
  data: filled(type, data),
});

/** An embedding has no recording of its own: a table, and indices that are computed. */
const embedding: Recorded = {
  slug: 'embedding',
  attrs: { axis: 0, batchDims: 0 },
  inputs: [
    {
      type: { dtype: 'float32', shape: [5, 4] },
      constant: true,
      data: Array.from({ length: 20 }, (_, i) => (i % 4 === 1 ? 0 : i)),
    },
    { type: { dtype: 'int32', shape: [2, 3] }, constant: false, data: [0, 4, 2, 1, 1, 3] },
  ],
  outputs: [{ dtype: 'float32', shape: [2, 3, 4] }],
  expected: [],
};

/**
 * The operator alone, with the operands that `constant` names as constants, and what passes look for around it: a
 * multiplication in front of each float operand that is computed, and arithmetic and an activation behind.
 */
const around = (op: string, recorded: Recorded, constant: readonly number[], constants: Constants): Graph => {
  const values = new Map<string, Value>();
  const nodes: Node[] = [];
  const inputs: string[] = [];
  const add = (id: string, type: TensorType): string => {
    values.set(id, { id, type });
    return id;
  };
  const scalar = (id: string, value: number): string => {
    values.set(id, constantValue(constants, id, { dtype: 'float32', shape: [1] }, Float32Array.of(value)));
    return id;
  };
  const append = (id: string, name: string, attrs: object, from: readonly string[], type: TensorType): string => {
    nodes.push({ id, op: name, attrs, inputs: from, outputs: [add(`${id}_y`, type)] } as unknown as Node);
    return `${id}_y`;
  };
  const operands = recorded.inputs.map((input, i) => {
    if (input === null) return null;
    const id = `operand${String(i)}`;
    const tensor = tensorOf(input);
    if (constant.includes(i)) {
      values.set(id, constantValue(constants, id, tensor.type, tensor.data));
      return id;
    }
    inputs.push(add(id, tensor.type));
    if (tensor.type.dtype !== 'float32') return id;
    return append(
      `scale${String(i)}`,
      'mul',
      { activation: 'none' },
      [id, scalar(`factor${String(i)}`, 1.5)],
      tensor.type,
    );
  });
  const results = recorded.outputs.map((type, i) => add(`layer_y${String(i)}`, type));
  nodes.push({ id: 'layer', op, attrs: recorded.attrs, inputs: operands, outputs: results } as unknown as Node);
  const outputs = results.map((id, i) => {
    const type = recorded.outputs[i] as TensorType;
    if (type.dtype !== 'float32') return id;
    const sum = append(
      `after${String(i)}`,
      'add',
      { activation: 'none' },
      [id, scalar(`offset${String(i)}`, 0.25)],
      type,
    );
    return append(`activation${String(i)}`, 'relu', {}, [sum], type);
  });
  return { name: 'computed', inputs, outputs, values, nodes };
};

/** Every choice of operands that the operator lets be computed: none constant, one constant, all but one. */
const choices = (operator: Operator, recorded: Recorded): readonly (readonly number[])[] => {
  const all = recorded.inputs.flatMap((input, i) => (input === null ? [] : [i]));
  const some = [[], ...all.map((i) => [i]), ...all.map((i) => all.filter((other) => other !== i))];
  const tensors = recorded.inputs.map((input) => (input === null ? null : tensorOf(input)));
  const unique = new Map(some.map((choice) => [choice.join(), choice]));
  return [...unique.values()].filter((choice) => {
    if (choice.length === all.length) return false;
    try {
      const inputs = tensors.map((tensor, i) =>
        tensor === null
          ? null
          : choice.includes(i)
            ? { type: tensor.type, constant: tensor.data }
            : { type: tensor.type },
      );
      operator.infer({ attrs: recorded.attrs as never, inputs });
      return true;
    } catch (error) {
      if (!isOperatorError(error)) throw error;
      return false;
    }
  });
};

/** Of the inputs' own types, unlike the real numbers that a split has. */
const samplesFor = (graph: Graph): Samples => ({
  count: 4,
  inputs: (index) =>
    graph.inputs.map((id, i) => seededTensor(valueOf(graph, id).type, 10 * index + i) as Tensor<Float32Array>),
});

const quantizations = ['int8', 'dynamic-range', 'float16'].map((mode) => ['quantize', { mode }] as const);
const runs: readonly (readonly [string, object])[] = [
  ...builtinPasses.filter(({ name }) => name !== 'quantize').map(({ name }) => [name, {}] as const),
  ...quantizations,
];

const recordings = (op: string): readonly Recorded[] => {
  if (op === 'gather') return [embedding];
  const all = recordingsOf(op);
  const step = Math.max(1, Math.floor(all.length / 4));
  return all.filter((_, i) => i % step === 0);
};

describe('operands that are computed, where passes expect constants', () => {
  const tried = builtinOperators.filter((operator) =>
    recordings(operator.name).some((recorded) => choices(operator, recorded).length > 0),
  );
  test.each(tried.map((operator) => [operator.name, operator] as const))('%s', async (op, operator) => {
    let ran = 0;
    for (const recorded of recordings(op)) {
      for (const choice of choices(operator, recorded)) {
        const constants = memoryConstants();
        const graph = around(op, recorded, choice, constants);
        if (verifyGraph(graph, operators, constants).length > 0) continue;
        for (const [name, options] of runs) {
          const what = `${name} ${JSON.stringify(options)} of ${op} with constant [${choice.join()}]`;
          const result = await runPass(name, graph, constants, options as never, samplesFor(graph)).catch(
            (error: unknown) => {
              if (error instanceof TinymlError) return undefined;
              throw new Error(what, { cause: error });
            },
          );
          ran += 1;
          if (result === undefined || result.graph === graph) continue;
          const pass = builtinPasses.find((one) => one.name === name);
          // A pass that changes what an inference is has other outputs.
          const preserves = pass?.changesCalls === true ? 'none' : (pass?.preserves ?? 'none');
          expect([what, verifyGraph(result.graph, operators, constants)]).toEqual([what, []]);
          expect([what, compareOutputs(graph, result.graph, preserves, { operators, constants })]).toEqual([what, []]);
        }
      }
    }
    expect(ran).toBeGreaterThan(0);
  });
});
