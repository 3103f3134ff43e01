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

export const keras: KerasEntry = { operations: { matmul } };
