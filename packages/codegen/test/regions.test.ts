import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type MemoryRegion, type OperatorTable, type OpName, type Target } from '@tinyml/core';
import { builtinOperators } from '@tinyml/operators';
import { emit } from '../src/emit/emit.ts';
import type { EmittedFile } from '../src/emit/file.ts';
import { lower } from '../src/lower/lower.ts';
import type { Program } from '../src/program/program.ts';
import { meet, type Block } from '../src/plan/block.ts';
import { planRegions } from '../src/plan/regions.ts';
import { recordParts } from '../src/record-parts.ts';
import { runOnHost } from '../src/run/host.ts';
import { runInQemu } from '../src/run/qemu.ts';
import { describeWith } from '../../../tools/testing.ts';
import { host, toy } from './toy/graph.ts';
import { toyAdd } from './toy/kernels.ts';

const chain = fc.array(
  fc.record({ size: fc.integer({ min: 1, max: 500 }).map((n) => 4 * n), accesses: fc.nat({ max: 9000 }) }),
  { minLength: 1, maxLength: 25 },
);

describe('planRegions', () => {
  test('blocks that are alive together lie apart, and each arena within its region where that can be', () => {
    fc.assert(
      fc.property(chain, fc.integer({ min: 0, max: 4000 }), (layers, fast) => {
        const blocks = layers.map(({ size }, step): Block => ({ size, start: step, end: step + 1 }));
        const regions = [
          { size: 4 * fast, speed: 1 },
          { size: 4000, speed: 3 },
        ];
        const accesses = layers.map((layer) => layer.accesses);
        const { arenas, offsets, regionOf } = planRegions(blocks, [], accesses, regions);
        blocks.forEach((a, i) => {
          expect((offsets[i] ?? NaN) + a.size).toBeLessThanOrEqual(arenas[regionOf[i] as number] as number);
          blocks.forEach((b, j) => {
            if (j <= i || !meet(a, b) || regionOf[i] !== regionOf[j]) return;
            const [x, y] = [offsets[i] as number, offsets[j] as number];
            expect(x >= y + b.size || y >= x + a.size).toBe(true);
          });
        });
        // Two blocks at a time are at most 4,000 bytes, which the slow region holds alone.
        regions.forEach(({ size }, region) => expect(arenas[region]).toBeLessThanOrEqual(size));
      }),
      { numRuns: 100 },
    );
  });

  test('what is accessed most for its size lies in the fastest region, whatever the order of the regions', () => {
    const blocks = [10, 20, 30].map((size) => ({ size: 4 * size, start: 0, end: 1 }));
    const regions = [
      { size: 1000, speed: 2 },
      { size: 120, speed: 1 },
    ];
    expect(planRegions(blocks, [], [50, 900, 1200], regions)).toEqual({
      regionOf: [1, 1, 0],
      offsets: [80, 0, 0],
      arenas: [120, 120],
    });
  });

  test('where the slow region does not hold what the fast one leaves, it is filled first', () => {
    const blocks = [40, 28, 32].map((size) => ({ size, start: 0, end: 1 }));
    const regions = [
      { size: 60, speed: 1 },
      { size: 40, speed: 2 },
    ];
    expect(planRegions(blocks, [], [9000, 100, 10], regions)).toMatchObject({ regionOf: [1, 0, 0], arenas: [60, 40] });
  });
});

const operators: OperatorTable = new Map(builtinOperators.map((operator) => [operator.name, operator]));

const leaves = ['a', 'b', 'c', 'd'];
const model = toy(
  [
    ...leaves.map((leaf): [OpName, string[], string] => ['add', ['x', 'k'], leaf]),
    ['add', ['a', 'b'], 'ab'],
    ['add', ['c', 'd'], 'cd'],
    ['add', ['ab', 'cd'], 'y'],
  ],
  ['y'],
);

const memory: readonly MemoryRegion[] = [
  { name: 'sram', size: 65536, speed: 3 },
  { name: 'dtcm', size: 40, speed: 1 },
];

const build = (target: Target): { program: Program; files: readonly EmittedFile[] } => {
  const { graph, constants } = model;
  const program = lower(graph, { operators, kernels: [toyAdd], constants, target, name: 'toy' });
  const provenance = { tinyml: '0.0.0', model: { file: 'toy.tflite', digest: 'sha256-0' } };
  return { program, files: emit(program, { kernels: [toyAdd], constants, provenance, ram: 256 }) };
};

const input = [[new Float32Array([10, 20, 30, 40])]];
const expected = [44, 88, 132, 176];

describe('a program in several memory regions', () => {
  const { program, files } = build({ ...host, memory });
  const text = (ending: string): string => String(files.find(({ path }) => path.endsWith(ending))?.contents);

  test('has an arena in each, with a section that can be chosen', () => {
    const [sram, dtcm] = program.arenas;
    expect(dtcm?.bytes).toBeGreaterThan(16);
    expect(dtcm?.bytes).toBeLessThanOrEqual(40);
    expect(program.memory.arena).toBe((sram?.bytes ?? 0) + (dtcm?.bytes ?? 0));
    expect(text('toy.h')).toContain(
      '#ifndef TOY_DTCM_ARENA_ATTRIBUTE\n#define TOY_DTCM_ARENA_ATTRIBUTE __attribute__((section(".bss.dtcm")))\n#endif',
    );
    expect(text('toy.h')).toContain('#define TOY_ARENA_BYTES (TOY_SRAM_ARENA_BYTES + TOY_DTCM_ARENA_BYTES)');
    expect(text('toy.c')).toContain('_Static_assert(TOY_DTCM_ARENA_BYTES <= 40, "toy: its arena exceeds dtcm")');
  });

  test('the build record has a region for each', () => {
    expect(recordParts(program, { budget: { flash: null, ram: null } }).memory.regions).toEqual([
      { name: 'sram', arena: program.arenas[0]?.bytes, state: 0, stack: null, limit: 65536 },
      { name: 'dtcm', arena: program.arenas[1]?.bytes, state: 0, stack: null, limit: 40 },
    ]);
  });

  test('an external arena is lent region by region', () => {
    const { constants } = model;
    const provenance = { tinyml: '0.0.0', model: { file: 'toy.tflite', digest: 'sha256-0' } };
    const lent = emit(program, { kernels: [toyAdd], constants, provenance, arena: 'external', ram: null });
    expect(String(lent.find(({ path }) => path.endsWith('toy.h'))?.contents)).toContain(
      'int toy_init_with(void *sram_arena, size_t sram_bytes, void *dtcm_arena, size_t dtcm_bytes);',
    );
  });
});

describeWith('regions on the host', { commands: ['cc'] }, () => {
  test('the results are those of one arena', async () => {
    const { program, files } = build({ ...host, memory });
    const [result] = await runOnHost(files, program, input, {
      flags: ['-O1', '-Wall', '-Wextra', '-Werror', '-fsanitize=address'],
    });
    expect(Array.from(result?.outputs[0] as Float32Array)).toEqual(expected);
  });
});

describeWith('regions in QEMU', { commands: ['arm-none-eabi-gcc', 'qemu-system-arm'] }, () => {
  test('a linker script puts the arena of a region where it belongs', async () => {
    const { program, files } = build({ ...host, core: 'cortex-m4f', memory });
    const script = `
MEMORY { dtcm (rw) : ORIGIN = 0x20380000, LENGTH = 64 }
SECTIONS { .dtcm (NOLOAD) : { *(.bss.dtcm) } > dtcm } INSERT BEFORE .bss;
ASSERT(SIZEOF(.dtcm) == ${String(program.arenas[1]?.bytes)}, "the arena is elsewhere")
`;
    const all: readonly EmittedFile[] = [...files, { path: 'regions.ld', contents: script, owner: 'tinyml' }];
    const { cases } = await runInQemu(all, program, input, { flags: ['-O2', '-Wl,-T,regions.ld'] });
    expect(Array.from(cases[0]?.outputs[0] as Float32Array)).toEqual(expected);
  });
});
