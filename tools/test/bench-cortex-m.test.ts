import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { measureModel, priorities } from '../cortex-m/measure-model.ts';
import { benchmarkModels } from '../cortex-m/models.ts';
import { changes, changeText, figuresOf, type BenchmarkRecord } from '../cortex-m/record.ts';
import { describeWith, shared } from '../testing.ts';
import type { BenchLayer, BenchReport } from '../../packages/cli/src/bench-report.ts';

const docs = join(dirname(fileURLToPath(import.meta.url)), '../../docs');
const record = JSON.parse(readFileSync(join(docs, 'benchmarks-cortex-m.json'), 'utf8')) as BenchmarkRecord;
const runs = benchmarkModels.flatMap(({ id, path }) => priorities.map((priority) => ({ id, path, priority })));

/** Estimates of the cost model that are off by more than 10 % in total, or `near` on a layer of more than 0.5 % of it. */
const farEstimates = ({ layers, total }: BenchReport, near: number): readonly string[] => {
  const far = (name: string, { cycles, instructions }: BenchReport['total'] | BenchLayer, most: number) =>
    Object.entries({ cycles, instructions })
      .filter(([, { deviation }]) => Math.abs(deviation ?? 0) > most)
      .map(([what, { estimated, measured }]) => `${name}: ${String(estimated)} ${what} instead of ${String(measured)}`);
  return [
    ...far('total', total, 0.1),
    ...layers
      .filter(({ cycles }) => cycles.measured > 0.005 * total.cycles.measured)
      .flatMap((layer) => far(`${layer.nodes[0]?.id ?? ''} (${layer.kernel})`, layer, near)),
  ];
};

describeWith(
  'benchmarks on an emulated Cortex-M4F (else: pnpm bench:cortex-m)',
  { shared: true, commands: ['arm-none-eabi-gcc', 'qemu-system-arm'] },
  () => {
    test.each(runs)(
      '$id, priority $priority: figures as recorded, estimates as measured',
      async ({ id, path, priority }) => {
        const recorded = record.figures[id]?.[priority];
        if (recorded === undefined) throw new Error('not recorded');
        const report = await measureModel(shared, path, priority);
        expect(changes(recorded, figuresOf(report)).worse.map(changeText)).toEqual([]);
        // At -Os gcc specialises a function that has one caller: small layers differ more.
        expect(farEstimates(report, priority === 'size' ? 0.65 : 0.25)).toEqual([]);
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
