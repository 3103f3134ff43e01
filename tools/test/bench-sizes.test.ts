import { expect, test } from '@jest/globals';
import { errorOf, judge } from '../sizes/judge.ts';
import { judgedPrograms } from '../sizes/judged.ts';
import { distances } from '../sizes/verdicts-page.ts';
import { describeWith, shared } from '../testing.ts';

/** A program of each form and core; all of them: pnpm bench:sizes. */
const sample = judgedPrograms(false).filter(
  ({ core, form, title }, at, all) =>
    title !== 'image classification' &&
    all.findIndex((one) => one.core === core && one.form === form && one.title !== 'image classification') === at,
);

describeWith('estimated and linked sizes', { shared: true, commands: ['arm-none-eabi-gcc', 'qemu-system-arm'] }, () => {
  test.each(sample)(
    '$title, $form, $core, priority $priority: flash within 3 %',
    async (judged) => {
      const { flash, ram } = await judge(shared, judged);
      expect(Math.abs(errorOf(flash))).toBeLessThanOrEqual(0.03);
      // The stack is a bound: of a small network it is most of the RAM.
      expect(ram.estimated).toBeGreaterThanOrEqual(ram.linked);
      expect(ram.estimated - ram.linked).toBeLessThanOrEqual(Math.max(0.03 * ram.linked, 250));
    },
    120_000,
  );
});

test('every form, core and priority is judged', () => {
  const all = judgedPrograms(false);
  expect(all.length).toBeGreaterThanOrEqual(40);
  const names = (of: (one: (typeof all)[number]) => string) => new Set(all.map(of)).size;
  expect([names(({ form }) => form), names(({ core }) => core), names(({ priority }) => priority)]).toEqual([5, 2, 3]);
  expect(new Set(all.map((one) => JSON.stringify(one))).size).toBe(all.length);
});

test('distances are from the linked size, whichever side', () => {
  expect(
    distances([
      { estimated: 103, linked: 100 },
      { estimated: 95, linked: 100 },
    ]),
  ).toEqual({
    worst: expect.closeTo(0.05),
    mean: expect.closeTo(0.04),
  });
});
