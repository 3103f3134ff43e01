import { describe, expect, test } from '@jest/globals';
import {
  defineOperator,
  memoryConstants,
  none,
  perTensorQuant,
  slotOf,
  storedFunction,
  unaryOperator,
  valueOf,
  whyNone,
  type Operator,
  type Samples,
  type TensorType,
  type Traits,
} from '@tinyml/core';
import { parseGraph } from '@tinyml/core/internal';
import { builtinOperators } from '@tinyml/operators';
import { quantizeSlot } from '../src/index.ts';
import { fixedRange } from '../src/quantize/roles.ts';
import { operators, runPass } from './support/run-passes.ts';
import { storedInt16, storedInt8 } from '../src/quantize/stored-type.ts';

const ruleFrom = (traits: Traits, arity: readonly [number, number] = [1, 3]) => {
  const operator = defineOperator({
    ...(builtinOperators[0] as Operator),
    name: 'acme_op',
    traits,
    arity: { inputs: arity, outputs: [1, 1] },
    slots: {},
  });
  return slotOf(quantizeSlot, operator) ?? whyNone(quantizeSlot, operator);
};

describe('the slot quantize', () => {
  test('follows from traits', () => {
    expect(ruleFrom({ elementwise: true })).toEqual({ operands: ['activation'] });
    expect(ruleFrom({ movement: true })).toEqual({ operands: ['activation', 'plain'], sameScale: true });
    expect(ruleFrom({ movement: true }, [1, Infinity])).toEqual({ operands: ['activation'], sameScale: true });
    expect(ruleFrom({ picks: 'least', elementwise: true })).toEqual({ operands: ['activation'], sameScale: true });
    expect(ruleFrom({ weighted: { input: 2, filter: 1, bias: 3, channelAxis: 0 } })).toEqual({
      operands: ['plain', 'weight', 'activation', 'bias'],
      weightAxis: 0,
    });
    expect(ruleFrom({ weighted: { input: 0, filter: 1, bias: 2, channelAxis: 0, dense: true } })).toEqual({
      operands: ['activation', 'weight', 'bias'],
      weightAxisOnRequest: 0,
    });
    expect(ruleFrom({ stateful: true })).toMatch(/stays float/);
  });

  test('says why of every operator that stays float', () => {
    for (const operator of builtinOperators)
      if (slotOf(quantizeSlot, operator) === undefined) expect(whyNone(quantizeSlot, operator)).toMatch(/\w/);
  });

  test('gives fixed results their scale in int8: one step in 256 of their range', () => {
    expect(fixedRange({ operands: [], resultRange: [0, 1] }, storedInt8)).toEqual([0, 255 / 256]);
    expect(fixedRange({ operands: [], resultRange: [-1, 1] }, storedInt8)).toEqual([-1, 127 / 128]);
    expect(fixedRange({ operands: [] }, storedInt8)).toBeUndefined();
  });

  test('gives them in int16 one step in 32,768 of their end', () => {
    for (const resultRange of [[0, 1] as const, [-1, 1] as const]) {
      const range = fixedRange({ operands: [], resultRange }, storedInt16);
      expect(range && storedInt16.parameters(range)).toEqual({ scale: 1 / 32768, zeroPoint: 0 });
    }
  });
});

describe('an operator of a third party', () => {
  /** x / (1 + |x|), with a table for int8. */
  const softsign = (slots: Operator['slots']): Operator =>
    unaryOperator({
      name: 'acme_softsign',
      version: 1,
      summary: 'x / (1 + |x|)',
      attributes: { type: 'object', properties: {}, additionalProperties: false },
      ...(slots && { slots }),
      float32: () => (x) => x / (1 + Math.abs(x)),
      quantized: (_, input, output) => storedFunction(input, output, (x) => x / (1 + Math.abs(x))),
    });

  const resultType = async (slots: Operator['slots']): Promise<TensorType> => {
    const constants = memoryConstants();
    const graph = parseGraph(
      `
name: acme
inputs:
  x: float32[1, 8]
outputs: [y]
nodes:
  - id: n0
    op: acme_softsign
    attrs: {}
    inputs: [x]
    outputs:
      y: float32[1, 8]
`,
      constants,
    );
    const type: TensorType = { dtype: 'float32', shape: [1, 8] };
    const data = (index: number) => Float32Array.from({ length: 8 }, (_, i) => index + i - 4);
    const samples: Samples = { count: 2, inputs: (index) => [{ type, data: data(index) }] };
    const table = new Map([...operators, ['acme_softsign', softsign(slots)]]);
    const { graph: quantized } = await runPass('quantize', graph, constants, { mode: 'int8' }, samples, table);
    return valueOf(quantized, quantized.nodes.find(({ op }) => op === 'acme_softsign')?.outputs[0] ?? '').type;
  };

  test('runs in int8 by its traits alone', async () => {
    expect((await resultType(undefined)).dtype).toBe('int8');
  });

  test('may fix where its result lies', async () => {
    const type = await resultType({ quantize: { operands: ['activation'], resultRange: [-1, 1] } });
    expect(perTensorQuant(type)).toEqual({ scale: 1 / 128, zeroPoint: 0 });
  });

  test('may stay float', async () => {
    expect((await resultType({ quantize: none('it needs every bit') })).dtype).toBe('float32');
  });
});
