import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { fromBytes } from '@tinyml/core';
import { describeWith, shared } from '../../../../tools/testing.ts';
import { importPt2, runBytes, worstError } from './run.ts';

const names = ['mlp', 'dscnn', 'mobilenet', 'resnet8', 'se', 'tcn', 'unet', 'yolo', 'lstm', 'gru2', 'transformer'];

interface Golden {
  readonly cases: readonly { readonly inputs: readonly string[]; readonly outputs: readonly string[] }[];
}

describeWith('networks that torch.export.save wrote', { shared: ['field/models/zoo', 'field/golden/zoo'] }, () => {
  test.each(names)('%s gives what PyTorch computed, to 1e-5 of the largest', async (name) => {
    const folder = join(shared, 'field/golden/zoo', name);
    const bytesOf = (file: string): Uint8Array => new Uint8Array(readFileSync(join(folder, file)));
    const model = await importPt2(new Uint8Array(readFileSync(join(shared, 'field/models/zoo', `${name}.pt2`))));
    const golden = JSON.parse(readFileSync(join(folder, 'golden.json'), 'utf8')) as Golden;
    for (const { inputs, outputs } of golden.cases) {
      const results = runBytes(model, inputs.map(bytesOf));
      const errors = results.map(({ data }, i) =>
        worstError(data, fromBytes('float32', bytesOf(outputs[i] ?? '')) as Float32Array),
      );
      expect(errors.length).toBe(outputs.length);
      expect(Math.max(...errors)).toBeLessThan(1e-5);
    }
  });
});
