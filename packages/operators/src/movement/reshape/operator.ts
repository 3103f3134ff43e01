import {
  constantNumbers,
  defineOperator,
  elementCount,
  indexProblem,
  movementProblem,
  OperatorError,
  type OptionsOf,
  required,
  type Shape,
} from '@tinyml/core';
import { channels } from './channels.ts';
import { keras } from './keras.ts';
import { tflite } from './tflite.ts';
import { kernels } from './kernels.ts';
import { onnx } from './onnx.ts';

const attributes = {
  type: 'object',
  additionalProperties: false,
  properties: { newShape: { type: 'array', items: { type: 'integer', minimum: -1 } } },
} as const;

declare module '@tinyml/core' {
  interface Ops {
    /** x, shape? int32[k]; one of the operand and `newShape` gives the shape, −1 once for "the rest" */
    readonly reshape: OptionsOf<typeof attributes>;
  }
}

/** `wanted` with −1 worked out. @throws OperatorError where the elements do not fit */
const resolve = (wanted: Shape, count: number): Shape => {
  const unknown = wanted.filter((dimension) => dimension === -1).length;
  if (unknown > 1 || wanted.some((dimension) => dimension < -1))
    throw new OperatorError(`[${wanted.join(', ')}] is not a shape`);
  const known = elementCount(wanted.filter((dimension) => dimension !== -1));
  const shape = wanted.map((dimension) => (dimension === -1 ? count / known : dimension));
  if (!shape.every(Number.isInteger) || elementCount(shape) !== count)
    throw new OperatorError(`${String(count)} elements do not fill [${wanted.join(', ')}]`);
  return shape;
};

/** The same elements under another shape. A constant shape operand goes before the attribute. */
export const reshape = defineOperator({
  name: 'reshape',
  version: 1,
  summary: 'the same elements under another shape',
  traits: { keepsOrder: true, movement: true, reshapes: { attribute: 'newShape', operand: 1 } },
  slots: { onnx, micro: 'AddReshape', channels, kernels, keras, tflite },
  attributes,
  arity: { inputs: [1, 2], outputs: [1, 1] },
  infer({ attrs, inputs }) {
    const { type } = required(inputs[0]);
    const wanted =
      inputs[1]?.constant === undefined && attrs.newShape !== undefined
        ? attrs.newShape
        : constantNumbers('the new shape', inputs[1]);
    return [{ ...type, shape: resolve(wanted, elementCount(type.shape)) }];
  },
  check: ({ inputs: [x, shape], outputs }) => indexProblem('a shape', shape) ?? movementProblem([x], outputs),
  run: ({ inputs }) => [required(inputs[0]).data],
  macs: () => 0,
});
