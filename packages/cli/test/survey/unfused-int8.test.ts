import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from '@jest/globals';
import { boards } from '@tinyml/codegen';
import { prepare, toBytes, valueOf } from '@tinyml/core';
import { build, memoryStore, parseManifest } from '@tinyml/core/internal';
import { seededTensor } from '@tinyml/core/testing';
import { describeWith, python, shared } from '../../../../tools/testing.ts';
import { createBackend } from '../../src/backend.ts';
import { makeToolkit } from '../../src/toolkit.ts';
import { runNative } from './native.ts';

const work = mkdtempSync(join(tmpdir(), 'tinyml-unfused-'));
afterAll(() => {
  rmSync(work, { recursive: true, force: true });
});

/** The list of passes of the manifest's own example: activations stay layers of their own and become int8 operators. */
const manifest = (model: string): string => `
version: 1
name: unfused
model: ${model}
target: { core: host }
data: { calibration: { file: calibration.bin, shape: [28, 28] } }
passes:
  - fold-constants
  - quantize: { mode: int8 }
output: { dir: firmware }
`;

describeWith(
  'int8 without fused activations',
  { shared: true, commands: ['cc'], pythonModules: ['ai_edge_litert', 'numpy'] },
  () => {
    test('a Keras model builds, and LiteRT, the interpreter and the C give the same bytes', async () => {
      const model = join(shared, 'models/seed/CNN1/1_fashion_mnist_model.h5');
      const images = seededTensor({ dtype: 'float32', shape: [20, 28, 28] }, 1).data as Float32Array;
      writeFileSync(join(work, 'calibration.bin'), toBytes(images.map((value) => Math.abs(value))));
      const store = memoryStore();
      const result = await build(
        parseManifest(manifest(model), join(work, 'tinyml.yaml'), { boards }),
        makeToolkit(),
        createBackend(store),
        { store, tinymlVersion: '0.0.0', signal: new AbortController().signal, onEvent: () => undefined },
      );
      const { graph, constants, toolkit } = result;
      expect(graph.nodes.map(({ op }) => op)).toContain('relu');
      for (const node of graph.nodes)
        for (const id of node.outputs) expect([id, valueOf(graph, id).type.dtype]).toEqual([id, 'int8']);

      const { type } = valueOf(graph, graph.inputs[0] ?? '');
      const samples = Array.from({ length: 20 }, (_, i) => seededTensor(type, 100 + i));
      const runner = prepare(graph, { operators: toolkit.operators, constants });
      const own = samples.flatMap((sample) => runner.run([sample]).map(({ data }) => toBytes(data)));
      const bytes = Buffer.concat(own);

      const [given, outputs] = [join(work, 'in.bin'), join(work, 'out.bin')];
      const raw = Buffer.concat(samples.map(({ data }) => toBytes(data)));
      writeFileSync(given, raw);
      const script = fileURLToPath(new URL('litert.py', import.meta.url));
      execFileSync(python, [script, join(result.dir, 'model.tflite'), given, outputs], {
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      expect(Buffer.compare(readFileSync(outputs), bytes)).toBe(0);
      expect(Buffer.compare(runNative(result, new Uint8Array(raw)), bytes)).toBe(0);
    }, 60_000);
  },
);
