import { describe, expect, test } from '@jest/globals';
import { slotOf } from '@tinyml/core';
import { tfliteSlot } from '@tinyml/formats';
import { builtinKernels, builtinOperators } from '../src/index.ts';

const inC = new Set(builtinKernels.map(({ op }) => op));

describe('operators in .tflite files', () => {
  test.each(builtinOperators.filter(({ name }) => inC.has(name)).map((operator) => [operator.name, operator] as const))(
    '%s, which runs in C, has a form there or is written by others',
    (_, operator) => {
      const entry = slotOf(tfliteSlot, operator);
      expect(entry?.forms.length === 0 ? entry.lower : entry?.forms).toBeDefined();
    },
  );
});
