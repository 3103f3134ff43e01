import { describe, expect, test } from '@jest/globals';
import {
  defineOperator,
  none,
  slotOf,
  whyNone,
  type KernelRequest,
  type Operator,
  type TensorType,
  type Traits,
} from '@tinyml/core';
import { builtinOperators } from '@tinyml/operators';
import { rowView, rowsSlot } from '../../src/row-streaming/rows-slot.ts';

const operatorWith = (traits: Traits, slots?: Operator['slots']): Operator =>
  defineOperator({
    ...(builtinOperators[0] as Operator),
    name: 'acme_op',
    traits,
    ...(slots === undefined ? {} : { slots }),
  });

describe('the slot rows', () => {
  test('follows from the traits of windows and of element-wise operators', () => {
    const given = builtinOperators.filter((operator) => slotOf(rowsSlot, operator) !== undefined);
    for (const { traits } of given) expect(traits?.window ?? traits?.elementwise).toBeDefined();
    const names = given.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['conv_2d', 'depthwise_conv_2d', 'max_pool_2d', 'average_pool_2d']));
    expect(names).toEqual(expect.arrayContaining(['add', 'relu', 'quantize', 'dequantize', 'batch_normalization']));
  });

  test('says why of every other operator', () => {
    for (const operator of builtinOperators)
      if (slotOf(rowsSlot, operator) === undefined) expect(whyNone(rowsSlot, operator)).toMatch(/\w/);
  });

  test('is empty where the result is the memory of the operand: there is nothing to run', () => {
    expect(slotOf(rowsSlot, operatorWith({ elementwise: true, keepsOrder: true }))).toBeUndefined();
  });

  test("takes an operator's own entry before what its traits say", () => {
    const own = () => undefined;
    expect(slotOf(rowsSlot, operatorWith({ elementwise: true }, { rows: own }))).toBe(own);
    const refused = operatorWith({ window: 'filter' }, { rows: none('its window looks at all rows') });
    expect(whyNone(rowsSlot, refused)).toBe('its window looks at all rows');
  });
});

describe("a node of a package's operator", () => {
  const image: TensorType = { dtype: 'int8', shape: [1, 6, 4, 3] };
  const requestFor = (operator: Operator): KernelRequest => ({
    node: { id: 'n', op: operator.name, attrs: {}, inputs: ['x'], outputs: ['y'] },
    inputs: [{ type: image }],
    outputs: [image],
    operators: new Map([[operator.name, operator]]),
    core: 'cortex-m4f',
    priority: 'size',
  });

  test('gives rows where it is element-wise: the same node with fewer of them', () => {
    const view = rowView(requestFor(operatorWith({ elementwise: true })), 1);
    expect(view).toMatchObject({ rows: 6, rowBytes: 12, reads: [{ operand: 0, rows: 6, rowBytes: 12 }] });
    const slice = view?.slice({ from: 2, to: 4 });
    expect(slice?.inputs[0]?.type.shape).toEqual([1, 2, 4, 3]);
    expect(slice?.outputs[0]?.shape).toEqual([1, 2, 4, 3]);
  });

  test('gives none where nothing says which it needs', () => {
    expect(rowView(requestFor(operatorWith({})), 1)).toBeUndefined();
  });
});
