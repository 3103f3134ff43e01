import type { ValueId } from '@tinyml/core';
import type { KerasEntry, LayerCall, LayerKind } from '@tinyml/formats';

const product = (call: LayerCall, a: ValueId, b: ValueId, adjX: boolean, adjY: boolean): ValueId =>
  call.emit('batch_matmul', { adjX, adjY }, [a, b], 'matmul');

const matmul: LayerKind = {
  build: (call) => {
    const { given } = call;
    const [a, b] = [given.value(given.argument(0, 'a', 'x1'), 'a'), given.value(given.argument(1, 'b', 'x2'), 'b')];
    const isTrue = (position: number, name: string): boolean => call.keras === 2 && given.isTrue(given.argument(position, name)); // prettier-ignore
    const conjugated = ['adjoint_a', 'adjoint_b'].some((name) => given.isTrue(given.argument(9, name)));
    if (conjugated)
      throw call.options.problem('adjoint_a and adjoint_b are not supported; transpose_a and transpose_b are');
    return product(call, a, b, isTrue(2, 'transpose_a'), isTrue(3, 'transpose_b'));
  },
};

/** Products of rows: along one axis of each of two series, or of two lists of numbers. */
const dot: LayerKind = {
  check: ({ config, problem }) => {
    if (config['normalize'] === true)
      throw problem('normalize=True is not supported', 'use UnitNormalization before it');
  },
  build: (call) => {
    const [a, b] = call.inputs;
    if (a === undefined || b === undefined || call.inputs.length !== 2) throw call.options.problem('needs two inputs');
    const [first, second] = [call.typeOf(a).shape, call.typeOf(b).shape];
    const axes = call.options.numbers('axes', -1);
    const along = (shape: readonly number[], axis: number): number => (axis < 0 ? axis + shape.length : axis);
    const [i, j] = [along(first, axes[0] ?? -1), along(second, axes.at(-1) ?? -1)];
    const [n = 1, size = 1] = first;
    if (first.length === 2 && second.length === 2 && i === 1 && j === 1) {
      const row = call.view(a, [n, 1, size], 'row');
      const column = call.view(b, [n, second[1] ?? 1, 1], 'column');
      return call.view(product(call, row, column, false, false), [n, 1], 'flat');
    }
    if (first.length !== 3 || second.length !== 3 || i < 1 || j < 1)
      throw call.options.problem('only products of two inputs of two or of three dimensions are supported');
    return product(call, a, b, i === 1, j === 2);
  },
};

export const keras: KerasEntry = { layers: { Dot: dot }, operations: { matmul } };
