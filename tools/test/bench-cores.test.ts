import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { unseenErrors } from '../cores/estimate-errors.ts';
import { factorsSource } from '../cores/fit.ts';
import { measuredCores } from '../cores/peers.ts';
import { ratesSource } from '../cores/rates-source.ts';
import { readCoreRecord, recordedOf } from '../cores/record.ts';
import { readRows } from '../cores/rows.ts';
import { measureModel } from '../cortex-m/measure-model.ts';
import { benchmarkModels } from '../cortex-m/models.ts';
import { changes, changeText, figuresOf } from '../cortex-m/record.ts';
import { root } from '../steps.mjs';
import { describeWith, shared } from '../testing.ts';
import { measuredFactors } from '../../packages/codegen/src/measured-factors.ts';

const fitted = measuredCores.map(({ core }) => core).filter((core) => core !== 'cortex-m4f');
const record = readCoreRecord();

const wanted = process.env['TINYML_FULL'] === '1' ? benchmarkModels.map(({ id }) => id) : ['ad', 'cnn1-int8'];
const runs = measuredCores.flatMap(({ core }) =>
  benchmarkModels
    .filter(({ id }) => wanted.includes(id) && recordedOf(record, core, id) !== undefined)
    .map(({ id, path }) => ({ core, id, path })),
);

describeWith(
  'benchmarks on emulated cores (else: pnpm bench:cores)',
  {
    shared: true,
    commands: ['arm-none-eabi-gcc', 'qemu-system-arm', 'riscv64-unknown-elf-gcc', 'qemu-system-riscv32'],
  },
  () => {
    test.each(runs)(
      '$core, $id: figures as recorded',
      async ({ core, id, path }) => {
        const recorded = recordedOf(record, core, id);
        if (recorded === undefined) throw new Error('not recorded');
        const report = await measureModel(shared, path, 'latency', core);
        expect(changes(recorded, figuresOf(report)).worse.map(changeText)).toEqual([]);
      },
      600_000,
    );
  },
);

describe('the cost model of other cores', () => {
  test('its rates and factors are what the measured rows give', () => {
    const text = (path: string): string => readFileSync(join(root, path), 'utf8');
    expect(text('packages/operators/src/kernel/measured-rates.ts')).toBe(ratesSource(fitted));
    expect(text('packages/codegen/src/measured-factors.ts')).toBe(factorsSource(fitted));
  });

  /**
   * Beyond 10 % in total or 25 % on a layer. gcc specialises a function that has one caller (CNN1's only convolution; small
   * kernels at -Os), and the cost of the Helium convolution knows little of layers with few channels.
   */
  const far: Readonly<Record<string, readonly string[]>> = {
    'cortex-m55': ['cnn1-float latency', 'kws size'],
    'cortex-m3': ['cnn1-int8 latency', 'cnn1-int8 size', 'sww size'],
    'cortex-m0plus': ['cnn1-int8 latency'],
    rv32imc: ['cnn1-int8 latency'],
  };

  test.each(fitted)(
    '%s: instructions of models, each left out of the fit',
    (core) => {
      const { rows } = readRows(core);
      const found = (['latency', 'size'] as const).flatMap((priority) =>
        unseenErrors(
          core,
          rows.filter((row) => row.priority === priority),
        )
          .filter(({ total, worst }) => Math.abs(total) > 0.1 || Math.abs(worst) > 0.25)
          .map(({ model }) => `${model} ${priority}`),
      );
      expect(found).toEqual(far[core] ?? []);
    },
    60_000,
  );

  test.each(['cortex-m3', 'rv32imc'] as const)('%s issues one at a time: no fewer cycles than instructions', (core) => {
    const fewer = readRows(core).rows.filter(({ cycles, instructions }) => cycles < instructions);
    expect(fewer.map(({ kernel, layer, model }) => `${model} ${layer} ${kernel}`)).toEqual([]);
  });

  test('every factor has a row behind it', () => {
    for (const core of fitted) {
      const measured = new Set(readRows(core).rows.map(({ kernel }) => kernel));
      for (const level of Object.values(measuredFactors[core] ?? {}))
        expect(Object.keys(level.kernels).filter((kernel) => !measured.has(kernel))).toEqual([]);
    }
  });
});
