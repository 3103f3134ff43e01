import { describe, expect, test } from '@jest/globals';
import { builtinOperators } from '@tinyml/operators';
import { openAnswers } from '../operators/open-answers.ts';
import { operatorFamilies } from '../operators/families.ts';
import { typesOf } from '../operators/types.ts';

describe('every operator in every type runs, or it is said why not', () => {
  test.each(builtinOperators.map((operator) => [operator.name, operator] as const))('%s', (_, operator) => {
    const types = typesOf(operator);
    const unexplained = types.flatMap(({ dtype, recorded, interpreted, compiled }) =>
      Object.entries({ recorded, interpreted, compiled }).flatMap(([what, answer]) =>
        answer === undefined && !(what === 'compiled' && openAnswers['kernels']?.includes(operator.name))
          ? [`${dtype}: not ${what}, and nobody says why`]
          : [],
      ),
    );
    expect(unexplained).toEqual([]);
    expect(types.some(({ interpreted }) => interpreted === true)).toBe(true);
  });
});

test('every operator is of one family', () => {
  expect([...operatorFamilies().values()].flat().toSorted()).toEqual(builtinOperators.map(({ name }) => name));
});
