import { expect, test } from '@jest/globals';
import { onnxFile, type Attribute } from './onnx-file.ts';
import { read, run } from './onnx-run.ts';

const domain = 'ai.onnx.ml';

/** Tree 0: x0 ≤ 1 ? (x1 ≤ 5 ? a : b) : c. Tree 1: x2 ≤ 0 ? d : e. */
const nodes: Readonly<Record<string, Attribute>> = {
  nodes_treeids: { ints: [0, 0, 0, 0, 0, 1, 1, 1] },
  nodes_nodeids: { ints: [0, 1, 2, 3, 4, 0, 1, 2] },
  nodes_featureids: { ints: [0, 1, 0, 0, 0, 2, 0, 0] },
  nodes_values: { floats: [1, 5, 0, 0, 0, 0, 0, 0] },
  nodes_modes: { texts: ['BRANCH_LEQ', 'BRANCH_LEQ', 'LEAF', 'LEAF', 'LEAF', 'BRANCH_LEQ', 'LEAF', 'LEAF'] },
  nodes_truenodeids: { ints: [1, 2, 0, 0, 0, 1, 0, 0] },
  nodes_falsenodeids: { ints: [4, 3, 0, 0, 0, 2, 0, 0] },
};

const regressor = (x: readonly number[]): number =>
  ((x[0] ?? 0) <= 1 ? ((x[1] ?? 0) <= 5 ? 1 : 2) : 4) + ((x[2] ?? 0) <= 0 ? 0.25 : 0.5) + 10;

const samples = [
  [1, 5, 0],
  [1, 5.5, 0.1],
  [1.5, 9, -3],
  [-7, -7, 7],
];

test('a tree ensemble regressor', async () => {
  const attrs = {
    ...nodes,
    target_treeids: { ints: [0, 0, 0, 1, 1] },
    target_nodeids: { ints: [2, 3, 4, 1, 2] },
    target_ids: { ints: [0, 0, 0, 0, 0] },
    target_weights: { floats: [1, 2, 4, 0.25, 0.5] },
    n_targets: { int: 1 },
    base_values: { floats: [10] },
  };
  const file = onnxFile({ inputs: { x: ['N', 3] }, outputs: ['y'], nodes: [{ op: 'TreeEnsembleRegressor', domain, in: ['x'], out: ['y'], attrs }] }); // prettier-ignore
  const model = await read(file);
  for (const sample of samples) expect(run(model, sample)).toEqual([[regressor(sample)]]);
  const both = await read(file, { inputs: { x: [2, 3] } });
  expect(run(both, samples.slice(0, 2).flat())).toEqual([samples.slice(0, 2).map(regressor)]);
});

test('a tree ensemble classifier gives label and shares', async () => {
  const attrs = {
    ...nodes,
    class_treeids: { ints: [0, 0, 0, 0, 1, 1] },
    class_nodeids: { ints: [2, 2, 3, 4, 1, 2] },
    class_ids: { ints: [0, 1, 1, 2, 0, 2] },
    class_weights: { floats: [0.25, 0.25, 0.5, 0.5, 0.5, 0.5] },
    classlabels_int64s: { ints: [7, 8, 9] },
  };
  const file = onnxFile({
    inputs: { x: [1, 3] },
    outputs: ['label', 'shares'],
    nodes: [{ op: 'TreeEnsembleClassifier', domain, in: ['x'], out: ['label', 'p'], attrs }, { op: 'ZipMap', domain, in: ['p'], out: ['shares'], attrs: { classlabels_int64s: { ints: [7, 8, 9] } } }], // prettier-ignore
  });
  const model = await read(file);
  expect(run(model, [1, 5, 0])).toEqual([[7], [0.75, 0.25, 0]]);
  expect(run(model, [2, 5, 1])).toEqual([[9], [0, 0, 1]]);
});

test('a scaled linear classifier', async () => {
  const file = onnxFile({
    inputs: { x: [1, 2] },
    outputs: ['label', 'p'],
    nodes: [
      { op: 'Scaler', domain, in: ['x'], out: ['s'], attrs: { offset: { floats: [1, 2] }, scale: { floats: [2, 0.5] } } }, // prettier-ignore
      {
        op: 'LinearClassifier',
        domain,
        in: ['s'],
        out: ['label', 'p'],
        attrs: {
          coefficients: { floats: [1, 0, 0, 1] },
          intercepts: { floats: [0, 1] },
          classlabels_ints: { ints: [0, 1] },
          post_transform: { text: 'SOFTMAX' },
        },
      },
    ],
  });
  const [label, p = []] = run(await read(file), [3, 4]);
  expect(label).toEqual([0]);
  expect(p[0]).toBeCloseTo(1 / (1 + Math.exp(-2)), 6);
});
