import { expect, test } from '@jest/globals';
import type { RecordParts } from '../../src/pipeline/backend.ts';
import { budgetProblems } from '../../src/pipeline/budget.ts';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import type { Budget } from '../../src/manifest/manifest.ts';
import type { Target } from '../../src/hardware/target.ts';

const target: Target = {
  core: 'cortex-m4f',
  board: null,
  clockHz: 64_000_000,
  flash: null,
  ram: null,
  memory: [],
  priority: ['size'],
};

const none: Budget = { flash: null, ram: null, latency: null, accuracyDrop: null };
const noAccuracy = { accuracy: null, baselineAccuracy: null };

const record = (memory: Partial<RecordParts['memory']>): RecordParts => ({
  inputs: [],
  outputs: [],
  c: {},
  memory: {
    weights: 140,
    code: { bytes: null, core: 'cortex-m4f', unknown: ['acme_tanh', 'acme_sign'] },
    arena: 64,
    flash: null,
    ram: null,
    regions: [],
    ...memory,
  },
  model: {},
  kernels: [],
  application: {},
  metrics: {},
});

const found = (parts: RecordParts, budget: Partial<Budget>): readonly Diagnostic[] => {
  const all = budgetProblems(parts, noAccuracy, { ...none, ...budget }, target);
  const errors = all.filter(({ severity }) => severity === 'error');
  return errors.length > 0 ? errors : all;
};

test('an unknown size is never said to fit', () => {
  const [one, ...others] = found(record({}), { flash: 65536, ram: 16384 });
  expect(others).toEqual([]);
  expect(one).toMatchObject({
    code: 'TML502',
    severity: 'warning',
    message:
      'budget.flash and budget.ram are not checked: nobody says how much code and stack acme_tanh, acme_sign take',
  });
});

test('an unknown size is said to be unknown where nothing limits it', () => {
  expect(found(record({}), {}).map(({ code, message }) => `${code} ${message}`)).toEqual([
    'TML502 flash and RAM are not known: nobody says how much code and stack acme_tanh, acme_sign take',
  ]);
  expect(found(record({ ram: 100 }), { ram: 200 })[0]?.message).toMatch(/^flash is not known/);
});

test('constants and an arena that exceed the budget by themselves are over it, whatever the code takes', () => {
  expect(found(record({}), { flash: 139 }).map(({ message }) => message)).toEqual([
    'over budget: flash needs at least 140 B, the budget is 139 B: 1 B too many',
  ]);
  expect(found(record({}), { ram: 63 })[0]?.message).toBe(
    'over budget: ram needs at least 64 B, the budget is 63 B: 1 B too many',
  );
});

test('known sizes are held against the budget, without a word where they fit', () => {
  const known = record({ flash: 748, ram: 164, code: { bytes: 608, core: 'cortex-m4f', unknown: [] } });
  expect(found(known, { flash: 748, ram: 164 })).toEqual([]);
  expect(found(known, { flash: 747 })[0]?.message).toBe(
    'over budget: flash needs 748 B, the budget is 747 B: 1 B too many',
  );
});
