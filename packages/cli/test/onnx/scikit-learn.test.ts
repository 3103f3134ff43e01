import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, jest, test } from '@jest/globals';
import { prepare, valueOf, type TensorData } from '@tinyml/core';
import { builtinOperatorTable as operators } from '@tinyml/operators';
import { describeWith } from '../../../../tools/testing.ts';
import { read, type Read } from '../../../formats/test/onnx/onnx-run.ts';
import { resultsInC } from './results-in-c.ts';

jest.setTimeout(300_000);

const folder = join(import.meta.dirname, '../../../formats/test/cases/sklearn');
const names = readdirSync(folder).flatMap((file) => (file.endsWith('.onnx') ? [file.slice(0, -'.onnx'.length)] : []));

interface Recorded {
  readonly samples: readonly (readonly number[])[];
  /** Of each output, in the order of the model's. */
  readonly answers: Readonly<Record<string, readonly (readonly number[])[]>>;
}

const recordedOf = (name: string): Recorded =>
  JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Recorded;

/** A model for all samples at once. */
const modelOf = (name: string, { samples }: Recorded): Promise<Read> =>
  read(readFileSync(join(folder, `${name}.onnx`)), { inputs: { X: [samples.length, samples[0]?.length ?? 1] } });

/** Labels are equal, numbers within 1e-5 of the greatest: 1 at least, as shares are. */
const check = (name: string, results: readonly TensorData[], { answers }: Recorded): void => {
  const wanted = Object.entries(answers);
  expect([name, results.length]).toEqual([name, wanted.length]);
  for (const [i, [output, rows]] of wanted.entries()) {
    const numbers = rows.flat();
    const found = Array.from(results[i] as Float32Array, Number);
    expect([name, output, found.length]).toEqual([name, output, numbers.length]);
    const limit = output === 'label' ? 0 : 1e-5 * numbers.reduce((most, x) => Math.max(most, Math.abs(x)), 1);
    const worst = numbers.reduce((most, x, k) => Math.max(most, Math.abs(x - (found[k] ?? NaN))), 0);
    expect([name, output, worst <= limit ? 'right' : worst]).toEqual([name, output, 'right']);
  }
};

const inputOf = ({ samples }: Recorded): Float32Array => Float32Array.from(samples.flat());

test.each(names)('%s computes what scikit-learn does', async (name) => {
  const recorded = recordedOf(name);
  const { graph, constants } = await modelOf(name, recorded);
  const [input = ''] = graph.inputs;
  const results = prepare(graph, { operators, constants }).run([
    { type: valueOf(graph, input).type, data: inputOf(recorded) },
  ]);
  check(
    name,
    results.map(({ data }) => data),
    recorded,
  );
});

describeWith('in C', { commands: ['cc'] }, () => {
  test('all of them do, too', async () => {
    const models = await Promise.all(
      names.map(async (name) => {
        const recorded = recordedOf(name);
        return { name, recorded, ...(await modelOf(name, recorded)) };
      }),
    );
    const found = await resultsInC(models.map((model) => ({ ...model, input: inputOf(model.recorded) })));
    models.forEach(({ name, recorded }, i) => {
      check(name, found[i] ?? [], recorded);
    });
  });
});
