import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { boards, measureInQemu } from '@tinyml/codegen';
import { build, fromBytes, memoryStore, parseManifest, valueOf, type TensorData } from '@tinyml/core';
import { createBackend } from '../../packages/cli/src/backend.ts';
import { benchReport, type BenchReport } from '../../packages/cli/src/bench-report.ts';
import { emittedProgram } from '../../packages/cli/src/emitted-program.ts';
import { makeToolkit } from '../../packages/cli/src/toolkit.ts';

export const priorities = ['latency', 'size'] as const;
export type Priority = (typeof priorities)[number];

/** Builds a shared model as its users would, with lossless passes, and measures the first recorded input. */
export const measureModel = async (shared: string, path: string, priority: Priority): Promise<BenchReport> => {
  const out = mkdtempSync(join(tmpdir(), 'tinyml-bench-'));
  try {
    const manifest = parseManifest(
      `version: 1\nname: m\nmodel: ${join(shared, 'models', `${path}.tflite`)}\n` +
        `target: { core: cortex-m4f }\npriority: ${priority}\npasses: lossless\n`,
      join(out, 'tinyml.yaml'),
      { boards },
    );
    const store = memoryStore();
    const result = await build(manifest, makeToolkit(), createBackend(store), {
      store,
      tinymlVersion: '0.0.0',
      signal: new AbortController().signal,
      onEvent: () => undefined,
      out,
    });
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
