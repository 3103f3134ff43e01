import {
  defineOperator,
  isPresent,
  noAttributes,
  type NoAttributes,
  OperatorError,
  sameShape,
  typesProblem,
} from '@tinyml/core';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';
import { keras } from './keras.ts';

declare module '@tinyml/core' {
  interface Ops {
    /** any number of tensors of one shape */
    add_n: NoAttributes;
  }
}

/** The sum of any number of tensors, in their order; 32-bit integers wrap. */
export const addN = defineOperator({
  name: 'add_n',
  version: 1,
  summary: 'sum of any number of tensors of one shape',
  traits: { elementwise: true, homogeneous: true, keepsChannels: true, monotone: true },
  slots: { keras, kernels, micro: 'AddAddN', gradient: () => import('./gradient.ts'), tflite },
  attributes: noAttributes,
  arity: { inputs: [1, Infinity], outputs: [1, 1] },
  infer({ inputs }) {
    const types = inputs.filter(isPresent).map(({ type }) => type);
    const [first] = types;
    if (first === undefined || types.length < inputs.length) throw new OperatorError('needs operands');
    const other = types.find(({ dtype, shape }) => dtype !== first.dtype || !sameShape(shape, first.shape));
    if (other !== undefined) throw new OperatorError('operands must have one type and one shape');
    return [{ dtype: first.dtype, shape: first.shape }];
  },
  check({ inputs, outputs: [y] }) {
    const [first] = inputs;
    if (!isPresent(first) || y === undefined) return 'needs operands and a result';
    if ([...inputs, y].some((type) => type?.dtype !== first.dtype)) return 'operands and result must have one type';
    return typesProblem(first.dtype, ['float32', 'int32']);
  },
  run({ inputs }) {
    const [first, ...others] = inputs.filter(isPresent);
    if (first === undefined) throw new OperatorError('needs operands');
    const sum = first.data.slice(0) as Float32Array;
    for (const { data } of others)
      for (const [i, value] of (data as Float32Array).entries()) sum[i] = (sum[i] as number) + value;
    return [sum];
  },
  macs: () => 0,
});
