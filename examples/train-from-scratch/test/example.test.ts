import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { inFolder, tinyml } from '../../../packages/cli/test/tinyml.ts';

const example = dirname(dirname(fileURLToPath(import.meta.url)));

interface Evaluation {
  readonly stages: readonly { readonly stage: string; readonly score: { readonly accuracy: number } }[];
}

test.each(['tinyml.yaml', 'module.yaml'])(
  '%s trains the network from nothing, and int8 keeps what it learned',
  async (manifest) => {
    await inFolder(async (cache) => {
      const { status, stdout, stderr } = await tinyml([
        'evaluate', join(example, manifest), '--json', '--cache-dir', cache,
      ]); // prettier-ignore
      expect({ status, stderr }).toMatchObject({ status: 0 });
      const { stages } = JSON.parse(stdout) as Evaluation;
      const accuracy = (name: string): number | undefined => stages.find(({ stage }) => stage === name)?.score.accuracy;
      expect(accuracy('import')).toBeLessThan(0.6);
      expect(accuracy('train')).toBeGreaterThan(0.9);
      expect(accuracy('quantize')).toBeGreaterThan(0.9);
    });
  },
  120_000,
);
