import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  allocate,
  constantValue,
  dtypes,
  elementCount,
  isTinymlError,
  memoryConstants,
  type DType,
  type Graph,
  type Node,
  type Quant,
  type Value,
} from '@tinyml/core';
import { graphDigest, parseGraph, printGraph } from '@tinyml/core/internal';
import { sampleGraph } from './sample-graph.ts';

const id = fc.oneof(
  fc.string({ minLength: 1, maxLength: 8 }),
  fc.constantFrom('true', '1', 'a: b', 'x/y:0', '__proto__', '- z', '~', '"q"'),
);
const scale = fc.float({ min: Math.fround(1e-9), noNaN: true, noDefaultInfinity: true });
const quant: fc.Arbitrary<Quant> = fc.oneof(
  fc.tuple(scale, fc.integer()).map(([s, z]) => ({ scale: [s], zeroPoint: [z] })),
  fc.tuple(fc.array(scale), fc.nat(3)).map(([s, axis]) => ({ scale: s, zeroPoint: s.map(() => 0), axis })),
);
const type = fc.record(
  { dtype: fc.constantFrom(...dtypes), shape: fc.array(fc.nat(4), { maxLength: 3 }), quant },
  { requiredKeys: ['dtype', 'shape'] },
);
const attrs = fc.dictionary(
  fc.constantFrom('padding', 'strides', 'alpha'),
  fc.oneof(fc.string(), fc.double({ noNaN: true }), fc.boolean(), fc.array(fc.integer())),
);

const bytesOf = (dtype: DType, count: number, seed: number) => {
  const data = allocate(dtype, count);
  new Uint8Array(data.buffer).forEach((_, i, all) => {
    all[i] = (seed * 31 + i * 97) & 255;
  });
  return data;
};

const graphs = fc
  .record({
    ids: fc.uniqueArray(id, { minLength: 3, maxLength: 9 }),
    types: fc.array(type, { minLength: 9, maxLength: 9 }),
    attrs,
    seed: fc.nat(),
    shuffled: fc.boolean(),
    labels: fc.option(fc.array(fc.string()), { nil: undefined }),
    source: fc.boolean(),
  })
  .map(({ ids, types, attrs: attributes, seed, shuffled, labels, source }) => {
    const constants = memoryConstants();
    const kinds = ids.map((name, i): Value => {
      const t = types[i] as Value['type'];
      if (i % 3 === 1) return constantValue(constants, name, t, bytesOf(t.dtype, elementCount(t.shape), seed + i));
      return {
        id: name,
        type: t,
        ...(i % 3 === 2 && seed % 2 === 0 && { intent: { dtype: 'int8', range: [[-0.1, 2]] } }),
      };
    });
    const outputs = ids.filter((_, i) => i % 3 === 2);
    const node = {
      id: 'n',
      op: 'relu',
      attrs: attributes,
      inputs: [ids[0], null, ids[1]],
      outputs,
      ...(source && { source: { name: 'a/b: c', op: 'RELU', index: 3 } }),
    };
    const order = shuffled ? [...kinds].reverse() : kinds;
    const graph: Graph = {
      name: 'g',
      inputs: ids.filter((_, i) => i % 3 === 0),
      outputs,
      values: new Map(order.map((value) => [value.id, value])),
      nodes: [node as unknown as Node],
      ...(labels && { labels }),
    };
    return { graph, constants };
  });

describe('text form', () => {
  test('reads back exactly, for any graph', () => {
    fc.assert(
      fc.property(graphs, ({ graph, constants }) => {
        const again = parseGraph(printGraph(graph, { constants }), constants);
        expect(graphDigest(again)).toBe(graphDigest(graph));
        expect([...again.values.keys()]).toEqual([...graph.values.keys()]);
        expect(graphDigest(parseGraph(printGraph(graph), constants))).toBe(graphDigest(graph));
      }),
      { numRuns: 150, seed: 3 },
    );
  });

  test('is easy to read', () => {
    const { graph, constants } = sampleGraph();
    const lines = printGraph(graph, { constants }).split('\n');
    expect(lines.slice(0, 12)).toEqual([
      'name: sample',
      'inputs:',
      '  x: float32[1, 3]',
      'outputs: [y]',
      'constants:',
      '  c: { type: "float32[1, 3]", values: [1, -2, 0.5] }',
      'nodes:',
      '  - id: first',
      '    op: add',
      '    attrs: { activation: none }',
      '    inputs: [x, c]',
      '    outputs:',
    ]);
  });

  test.each([
    ['name: [', /TML307/],
    ['[]', /must be a mapping/],
    ['name: a\ninput: {}', /no input/],
    ['name: a\ninputs: { x: "float8[1]" }', /no type/],
    ['name: a\nconstants:\n  c: { type: "int8[3]", values: [1] }', /1 values instead of 3/],
    ['name: a\nconstants:\n  c: { type: "int64[1]", values: [x] }', /no int64/],
  ])('refuses %j', (source, message) => {
    let error: unknown;
    try {
      parseGraph(source, memoryConstants());
    } catch (thrown) {
      error = thrown;
    }
    expect(isTinymlError(error)).toBe(true);
    expect(String(error)).toMatch(message);
  });
});
