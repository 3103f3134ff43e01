import { describe, expect, test } from '@jest/globals';
import { slotEntry, whyNone } from '@tinyml/core';
import { builtinOperators } from '@tinyml/operators';
import { openAnswers } from '../../../tools/operators/open-answers.ts';
import { makeToolkit } from '../../cli/src/toolkit.ts';
import { allSlots } from '../../../tools/operators/slots.ts';

test('the slots are those of the toolkit', () => {
  expect(allSlots.map(({ name }) => name).toSorted()).toEqual(
    makeToolkit()
      .slots.map(({ name }) => name)
      .toSorted(),
  );
});

describe.each(allSlots.map((slot) => [slot.name, slot] as const))('slot %s', (_, slot) => {
  test('every operator has an entry, or says why it has none', () => {
    const silent = builtinOperators.filter((operator) => slotEntry(slot, operator) === undefined);
    const open = openAnswers[slot.name] ?? [];
    expect(silent.map(({ name }) => name).filter((name) => !open.includes(name))).toEqual([]);
  });

  test('reasons are words that make sense after "none, because "', () => {
    const reasons = builtinOperators.flatMap((operator) => whyNone(slot, operator) ?? []);
    expect(reasons.filter((why) => !/^\S.{8,}[^.\s]$/.test(why))).toEqual([]);
  });
});
