import { describe, expect, test } from '@jest/globals';
import { onnxFile } from './onnx-file.ts';
import { read, run } from './onnx-run.ts';

interface Pool {
  readonly size: readonly [number, number];
  readonly kernel: readonly [number, number];
  readonly gaps: readonly [number, number];
  readonly strides: readonly [number, number];
  /** top, left, bottom, right, as ONNX orders them */
  readonly pads: readonly [number, number, number, number];
}

const cases: readonly Pool[] = [
  { size: [7, 8], kernel: [2, 2], gaps: [2, 2], strides: [1, 1], pads: [0, 0, 0, 0] },
  { size: [9, 11], kernel: [3, 3], gaps: [2, 3], strides: [1, 2], pads: [1, 2, 0, 1] },
  { size: [12, 6], kernel: [5, 1], gaps: [2, 2], strides: [3, 2], pads: [2, 0, 2, 0] },
  { size: [16, 9], kernel: [7, 4], gaps: [2, 2], strides: [2, 1], pads: [3, 1, 3, 0] },
  { size: [5, 14], kernel: [1, 6], gaps: [3, 2], strides: [2, 3], pads: [0, 0, 0, 4] },
];

const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, i) => ((i * 37) % 101) - 70);

/** The definition, tap by tap; an average counts no padding. */
const expected = (kind: 'MaxPool' | 'AveragePool', x: readonly number[], pool: Pool): readonly number[] => {
  const { size, kernel, gaps, strides, pads } = pool;
  const [h, w] = [0, 1].map((i) => Math.floor(((size[i] ?? 0) + (pads[i] ?? 0) + (pads[i + 2] ?? 0) - ((kernel[i] ?? 1) - 1) * (gaps[i] ?? 1) - 1) / (strides[i] ?? 1)) + 1); // prettier-ignore
  return Array.from({ length: (h ?? 0) * (w ?? 0) }, (_, place) => {
    const [top, left] = [
      Math.floor(place / (w ?? 1)) * strides[0] - pads[0],
      (place % (w ?? 1)) * strides[1] - pads[1],
    ];
    const seen = Array.from({ length: kernel[0] * kernel[1] }, (__, tap) => {
      const [row, column] = [top + Math.floor(tap / kernel[1]) * gaps[0], left + (tap % kernel[1]) * gaps[1]];
      return row < 0 || column < 0 || row >= size[0] || column >= size[1] ? undefined : x[row * size[1] + column];
    }).filter((value) => value !== undefined);
    return kind === 'MaxPool' ? Math.max(...seen) : seen.reduce((a, b) => a + b, 0) / seen.length;
  });
};

const file = (op: 'MaxPool' | 'AveragePool', { size, kernel, gaps, strides, pads }: Pool): Uint8Array => {
  const attrs = { kernel_shape: { ints: kernel }, dilations: { ints: gaps }, strides: { ints: strides }, pads: { ints: pads } }; // prettier-ignore
  return onnxFile({ inputs: { x: [1, 1, ...size] }, outputs: ['y'], nodes: [{ op, in: ['x'], out: ['y'], attrs }] });
};

describe('pools whose windows have gaps', () => {
  for (const pool of cases)
    test(`${pool.kernel.join('×')} every ${pool.gaps.join('×')}, strides ${pool.strides.join('×')}`, async () => {
      const x = numbers(pool.size[0] * pool.size[1]);
      const [greatest = []] = run(await read(file('MaxPool', pool)), x);
      expect(greatest).toEqual(expected('MaxPool', x, pool));
      const [mean = []] = run(await read(file('AveragePool', pool)), x);
      const wanted = expected('AveragePool', x, pool);
      expect(mean).toHaveLength(wanted.length);
      mean.forEach((value, i) => { expect(value).toBeCloseTo(wanted[i] ?? NaN, 4); }); // prettier-ignore
    });

  test('the layers grow with the logarithm of the window, not with its area', async () => {
    const wide: Pool = { size: [140, 140], kernel: [64, 64], gaps: [2, 2], strides: [1, 1], pads: [0, 0, 0, 0] };
    const { graph } = await read(file('MaxPool', wide));
    expect(graph.nodes.filter(({ op }) => op === 'maximum')).toHaveLength(12);
    expect(graph.nodes.length).toBeLessThan(45);
  });
});
