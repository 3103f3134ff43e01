import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureInQemu } from '@tinyml/codegen';
import { fromBytes, valueOf, type Core, type Kernel, type TensorData, type TensorType } from '@tinyml/core';
import { benchReport, type BenchReport } from '../../packages/cli/src/bench-report.ts';
import { emittedProgram } from '../../packages/cli/src/emitted-program.ts';
import { buildForMeasuring } from '../build-for-measuring.ts';

export const priorities = ['latency', 'size'] as const;
export type Priority = (typeof priorities)[number];

/** Kernels that are chosen from, in place of those that a build has. */
type Asked = (kernels: readonly Kernel[]) => readonly Kernel[];

/** Builds a model's file as its users would, with lossless passes, and measures one inference. */
export const measureFile = async (
  file: string,
  {
    asked = (kernels) => kernels,
    core,
    priority,
  }: { readonly core: Core; readonly priority: Priority; readonly asked?: Asked },
  inputsOf: (types: readonly TensorType[]) => readonly TensorData[],
): Promise<BenchReport> => {
  const out = mkdtempSync(join(tmpdir(), 'tinyml-bench-'));
  try {
    const result = await buildForMeasuring(
      `version: 1\nname: m\nmodel: ${file}\ntarget: { core: ${core} }\npriority: ${priority}\npasses: lossless\n`,
      out,
    );
    const { graph, toolkit } = result;
    const inputs = inputsOf(graph.inputs.map((id) => valueOf(graph, id).type));
    const { files, program } = emittedProgram({ ...result, toolkit: { ...toolkit, kernels: asked(toolkit.kernels) } });
    return benchReport(program, await measureInQemu(files, program, inputs));
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
};

/** A shared model on the first recorded input. */
export const measureModel = (
  shared: string,
  path: string,
  priority: Priority,
  core: Core = 'cortex-m4f',
  asked?: Asked,
): Promise<BenchReport> => {
  const folder = join(shared, 'golden', path);
  const golden = JSON.parse(readFileSync(join(folder, 'golden.json'), 'utf8')) as {
    readonly cases: readonly { readonly inputs: readonly string[] }[];
  };
  const options = { core, priority, ...(asked === undefined ? {} : { asked }) };
  return measureFile(join(shared, 'models', `${path}.tflite`), options, (types) =>
    types.map(({ dtype }, i) =>
      fromBytes(dtype, new Uint8Array(readFileSync(join(folder, golden.cases[0]?.inputs[i] ?? '')))),
    ),
  );
};
