import { expect, test } from '@jest/globals';
import { microSlot } from '@tinyml/codegen';
import { slotEntry, slotOf } from '@tinyml/core';
import { builtinOperators, builtinOperatorTable } from '@tinyml/operators';

test("TensorFlow Lite Micro's registrations are named as its resolver names them; others say why not", () => {
  const names = builtinOperators.flatMap((operator) => slotOf(microSlot, operator) ?? []);
  expect(names.filter((name) => !/^Add[A-Z]\w*$/.test(name))).toEqual([]);
  expect(new Set(names).size).toBe(names.length);
  expect(slotOf(microSlot, builtinOperatorTable.get('conv_2d'))).toBe('AddConv2D');
  const dropout = builtinOperatorTable.get('dropout');
  expect(dropout && slotEntry(microSlot, dropout)).toEqual({ none: expect.any(String) as unknown });
});
