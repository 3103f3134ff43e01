import { readFileSync, mkdtempSync, rmSync, writeFileSync, existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { memoryConstants, type Graph } from '@tinyml/core';
import { describeWith, shared } from '../../../tools/testing.ts';
import { readTflite } from '../src/tflite/read.ts';
import { operators } from './operators.ts';
import { writeTflite } from '../src/tflite/write.ts';
import { runInLitert } from './litert.ts';

const folder = join(shared, 'models');
const models = existsSync(folder)
  ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.tflite'))
  : [];

const constants = memoryConstants();
const read = (bytes: Uint8Array): Graph => readTflite('m.tflite', 'm', bytes, { constants, operators });

describeWith('real .tflite files', { shared: ['models'] }, () => {
  test('there are some', () => {
    expect(models.length).toBeGreaterThan(40);
  });

  describe.each(models)('%s', (model) => {
    const bytes = readFileSync(join(folder, model));

    test('is read, written smaller, and read again as the same graph', () => {
      const graph = read(bytes);
      expect(graph.nodes.every(({ id }) => /^[A-Za-z]\w*$/.test(id))).toBe(true);
      expect(new Set(graph.nodes.map(({ id }) => id)).size).toBe(graph.nodes.length);
      const written = writeTflite(graph, constants, operators);
      expect(read(written)).toEqual(graph);
      expect(written.length).toBeLessThanOrEqual(bytes.length);
      expect(writeTflite(graph, constants, operators)).toEqual(written);
    });
  });
});

describeWith('files that we wrote, in LiteRT', { shared: ['models'], pythonModules: ['ai_edge_litert'] }, () => {
  const scratch = mkdtempSync(join(tmpdir(), 'tinyml-tflite-'));
  afterAll(() => {
    rmSync(scratch, { recursive: true });
  });

  test('give the same bits as the originals', () => {
    const cases = [null, null, null];
    const runs = models.flatMap((model, index) => {
      const ours = join(scratch, `${String(index)}-${basename(model)}`);
      writeFileSync(ours, writeTflite(read(readFileSync(join(folder, model))), constants, operators));
      return [
        { model: join(folder, model), cases },
        { model: ours, cases },
      ];
    });
    const answers = runInLitert(runs);
    models.forEach((model, index) => {
      const [theirs, ours] = answers.slice(2 * index, 2 * index + 2);
      expect([model, theirs?.error]).toEqual([model, undefined]);
      expect([model, ours]).toEqual([model, theirs]);
    });
  }, 120_000);
});
