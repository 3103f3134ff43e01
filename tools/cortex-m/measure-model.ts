import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureInQemu } from '@tinyml/codegen';
import { fromBytes, valueOf, type TensorData } from '@tinyml/core';
import { benchReport, type BenchReport } from '../../packages/cli/src/bench-report.ts';
import { emittedProgram } from '../../packages/cli/src/emitted-program.ts';
import { buildForMeasuring } from '../build-for-measuring.ts';

export const priorities = ['latency', 'size'] as const;
export type Priority = (typeof priorities)[number];

/** Builds a shared model as its users would, with lossless passes, and measures the first recorded input. */
export const measureModel = async (shared: string, path: string, priority: Priority): Promise<BenchReport> => {
  const out = mkdtempSync(join(tmpdir(), 'tinyml-bench-'));
  try {
    const result = await buildForMeasuring(
      `version: 1\nname: m\nmodel: ${join(shared, 'models', `${path}.tflite`)}\n` +
        `target: { core: cortex-m4f }\npriority: ${priority}\npasses: lossless\n`,
      out,
    );
    const folder = join(shared, 'golden', path);
    const golden = JSON.parse(readFileSync(join(folder, 'golden.json'), 'utf8')) as {
      readonly cases: readonly { readonly inputs: readonly string[] }[];
    };
    const inputs = result.graph.inputs.map((id, i): TensorData => {
      const bytes = readFileSync(join(folder, golden.cases[0]?.inputs[i] ?? ''));
      return fromBytes(valueOf(result.graph, id).type.dtype, new Uint8Array(bytes));
    });
    const { files, program } = emittedProgram(result);
    return benchReport(program, await measureInQemu(files, program, inputs));
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
};
