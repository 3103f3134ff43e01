import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { fromBytes, valueOf } from '@tinyml/core';
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

  test.each(['q_mlp', 'q_resnet'])('%s runs on int8 throughout, one step from PyTorch at most', async (name) => {
    const folder = join(shared, 'field/golden/zoo', name);
    const bytesOf = (file: string): Uint8Array => new Uint8Array(readFileSync(join(folder, file)));
    const model = await importPt2(new Uint8Array(readFileSync(join(shared, 'field/models/zoo', `${name}.pt2`))));
    const { graph } = model;
    const typeOf = (id: string | null | undefined) => valueOf(graph, id ?? '').type;
    const layers = graph.nodes.filter(({ op }) => op !== 'quantize' && op !== 'dequantize');
    expect(layers.length).toBe(graph.nodes.length - 2);
    expect(layers.filter(({ outputs }) => outputs.some((id) => typeOf(id).dtype !== 'int8'))).toEqual([]);
    const [step = 0] = typeOf(graph.nodes.at(-1)?.inputs[0]).quant?.scale ?? [];
    const golden = JSON.parse(readFileSync(join(folder, 'golden.json'), 'utf8')) as Golden;
    for (const { inputs, outputs } of golden.cases) {
      const [result] = runBytes(model, inputs.map(bytesOf));
      const expected = fromBytes('float32', bytesOf(outputs[0] ?? '')) as Float32Array;
      const steps = Array.from(expected, (value, i) => Math.abs(Math.round((value - Number(result?.data[i])) / step)));
      expect(Math.max(...steps)).toBeLessThanOrEqual(1);
    }
  });
});
