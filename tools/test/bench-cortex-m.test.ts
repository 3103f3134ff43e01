import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { measureModel, priorities } from '../cortex-m/measure-model.ts';
import { benchmarkModels } from '../cortex-m/models.ts';
import { changes, changeText, figuresOf, type BenchmarkRecord } from '../cortex-m/record.ts';
import { describeWith, shared } from '../testing.ts';

const docs = join(dirname(fileURLToPath(import.meta.url)), '../../docs');
const record = JSON.parse(readFileSync(join(docs, 'benchmarks-cortex-m.json'), 'utf8')) as BenchmarkRecord;
const runs = benchmarkModels.flatMap(({ id, path }) => priorities.map((priority) => ({ id, path, priority })));

describeWith(
  'benchmarks on an emulated Cortex-M4F (else: pnpm bench:cortex-m)',
  { shared: true, commands: ['arm-none-eabi-gcc', 'qemu-system-arm'] },
  () => {
    test.each(runs)(
      '$id, priority $priority: no figure is more than 3 % worse than recorded',
      async ({ id, path, priority }) => {
        const recorded = record.figures[id]?.[priority];
        if (recorded === undefined) throw new Error('not recorded');
        const report = await measureModel(shared, path, priority);
        const { worse } = changes(recorded, figuresOf(report));
        expect(worse.map(changeText)).toEqual([]);
        // The build record's figures come from tables, without a compiler.
        const { estimated, flash, stack } = report.memory;
        expect(estimated.stack).toBeGreaterThanOrEqual(stack);
        expect(estimated.flash).toBeGreaterThan(0.95 * flash);
        expect(estimated.flash).toBeLessThan(1.05 * flash);
      },
      120_000,
    );
  },
);

describe('changes of a figure', () => {
  const figures = { instructions: 1000, cycles: 2000, flash: 3000, ram: 400 };

  test('up to 3 % more is no regression; more is; less than 3 % below is better', () => {
    expect(changes(figures, { ...figures, cycles: 2060, ram: 388 })).toEqual({ worse: [], better: [] });
    expect(changes(figures, { ...figures, cycles: 2061, ram: 387 })).toEqual({
      worse: [{ metric: 'cycles', recorded: 2000, measured: 2061 }],
      better: [{ metric: 'ram', recorded: 400, measured: 387 }],
    });
  });
});
