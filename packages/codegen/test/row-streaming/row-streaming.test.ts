import { expect, test } from '@jest/globals';
import { interpret, toBytes, type Target, type Tensor, type TensorData, type TensorType } from '@tinyml/core';
import { builtinKernels, builtinOperators } from '@tinyml/operators';
import { describeWith } from '../../../../tools/testing.ts';
import { emit } from '../../src/emit/emit.ts';
import { lower, type LowerOptions } from '../../src/lower/lower.ts';
import type { StreamRequest } from '../../src/row-streaming/candidates.ts';
import { streamUnit, type StreamedUnit } from '../../src/row-streaming/stream-unit.ts';
import { runTogether, type Job } from '../many-programs.ts';
import { randomChain, type Chain } from './random-chain.ts';

const operators = new Map(builtinOperators.map((operator) => [operator.name, operator]));

const targets: readonly Target[] = (['host', 'cortex-m4f'] as const).flatMap((core) =>
  (['latency', 'size'] as const).map((priority): Target => ({
    core,
    board: null,
    clockHz: null,
    flash: null,
    ram: null,
    memory: [],
    priority: [priority],
  })),
);

type Streams = NonNullable<LowerOptions['streams']>;

/** All units but the first `from` as one group, `height` rows at a time; as many as can be. */
const allFrom =
  (height: number) =>
  ({ units, kernels }: StreamRequest): ReturnType<Streams> => {
    for (let from = 0; from < units.length; from += 1) {
      // What is read outside of the group must be whole.
      const members = units.slice(from);
      const read = new Set(members.flatMap(({ inputs }) => inputs));
      const inside = members.slice(0, -1).every(({ outputs }) => outputs.every((id) => read.has(id)));
      const unit: StreamedUnit | undefined = inside ? streamUnit(members, kernels, height) : undefined;
      if (unit !== undefined) return [...units.slice(0, from), unit];
    }
    return units;
  };

const build = (name: string, { constants, graph, input }: Chain, target: Target, streams?: Streams): Job => {
  const options = { operators, kernels: builtinKernels, constants, target, name };
  const program = lower(graph, streams === undefined ? options : { ...options, streams });
  const provenance = { tinyml: '0.0.0', model: { file: name, digest: 'sha256-0' } };
  return {
    program,
    files: emit(program, { kernels: builtinKernels, constants, provenance, ram: null }),
    inputs: [input],
  };
};

const hex = (data: TensorData): string => Buffer.from(toBytes(data)).toString('hex');

const runs = Number(process.env['TINYML_FUZZ'] ?? 32);
const batch = 16;

describeWith('chains under row streaming', { commands: ['cc'] }, () => {
  let streamed = 0;
  test.each(Array.from({ length: Math.ceil(runs / batch) }, (_, i) => i * batch))(
    'seeds from %i on give the bytes that they give whole',
    async (first) => {
      const jobs: Job[] = [];
      const expected: (string | null)[] = [];
      for (let seed = first; seed < first + batch; seed += 1) {
        const chain = randomChain(seed);
        const target = targets[seed % targets.length] as Target;
        const rows = build(`rows_${String(seed)}`, chain, target, allFrom(1 + (seed % 4)));
        if (rows.program.schedule.some(({ stream }) => stream !== undefined)) streamed += 1;
        jobs.push(rows);
        // Integers are exact in the reference; the order of a float sum is the kernel's own.
        if (chain.input instanceof Float32Array) {
          jobs.push(build(`whole_${String(seed)}`, chain, target, ({ units }) => units));
          expected.push(null, null);
          continue;
        }
        const type = chain.graph.values.get('x')?.type as TensorType;
        const [output] = interpret(chain.graph, [{ type, data: chain.input }], { ...chain, operators });
        expected.push(hex((output as Tensor).data));
      }
      const results = (await runTogether(jobs)).map(([first]) => first);
      const problems = jobs.flatMap(({ program: { name } }, i) => {
        const wanted = expected[i] ?? (name.startsWith('rows') ? results[i + 1] : results[i]);
        return results[i] === wanted ? [] : [name];
      });
      expect(problems).toEqual([]);
    },
    300_000,
  );

  test('most of them ran a few rows at a time', () => {
    expect(streamed).toBeGreaterThan(runs * 0.4);
  });
});
