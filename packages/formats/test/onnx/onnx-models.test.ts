import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { describeWith, shared } from '../../../../tools/testing.ts';
import { read, run } from './onnx-run.ts';

const models = join(shared, 'field/models/zoo');

interface Golden {
  readonly cases: readonly { readonly inputs: readonly string[]; readonly outputs: readonly string[] }[];
}

const tolerance = 1e-5;

describeWith('ONNX files of both exporters of PyTorch give its answers', { shared: ['field/models/zoo'] }, () => {
  test.each(readdirSync(models).filter((name) => name.endsWith('.onnx')))('%s', async (name) => {
    const folder = join(shared, 'field/golden/zoo', name.split('.')[0] ?? '');
    const golden = JSON.parse(readFileSync(join(folder, 'golden.json'), 'utf8')) as Golden;
    const numbers = (file: string): readonly number[] => {
      const bytes = readFileSync(join(folder, file));
      return Array.from(new Float32Array(new Uint8Array(bytes).buffer));
    };
    const model = await read(readFileSync(join(models, name)));
    for (const { inputs, outputs } of golden.cases) {
      const results = run(model, ...inputs.map(numbers));
      outputs.map(numbers).forEach((wanted, i) => {
        const largest = Math.max(...wanted.map(Math.abs));
        const actual = results[i] ?? [];
        expect(actual).toHaveLength(wanted.length);
        const worst = Math.max(...wanted.map((value, k) => Math.abs(value - (actual[k] ?? NaN))));
        expect(worst / largest).toBeLessThan(tolerance);
      });
    }
  });
});
