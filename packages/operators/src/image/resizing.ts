import {
  constantNumbers,
  OperatorError,
  required,
  type InferRequest,
  type OpName,
  type OptionsOf,
  type TensorType,
} from '@tinyml/core';

export const resizingAttributes = {
  type: 'object',
  additionalProperties: false,
  required: ['alignCorners', 'halfPixelCenters'],
  properties: { alignCorners: { type: 'boolean' }, halfPixelCenters: { type: 'boolean' } },
} as const;

export type ResizingAttributes = OptionsOf<typeof resizingAttributes>;

/** The type of an image [n, h, w, c] in the size [height, width] that a constant gives. */
export const inferResized = ({ inputs: [x, size] }: Pick<InferRequest<OpName>, 'inputs'>): readonly TensorType[] => {
  const { type } = required(x);
  const [n, , , c] = type.shape;
  const [height, width, ...rest] = constantNumbers('the size', size);
  if (type.shape.length !== 4 || n === undefined || c === undefined)
    throw new OperatorError('needs an image [n, h, w, c]');
  if (height === undefined || width === undefined || rest.length > 0 || height < 1 || width < 1)
    throw new OperatorError('the size must be two positive numbers');
  return [{ ...type, shape: [n, height, width, c] }];
};

/** Why the two ways of placing pixels do not go together, or undefined. */
export const centresProblem = ({ alignCorners, halfPixelCenters }: ResizingAttributes): string | undefined =>
  alignCorners && halfPixelCenters ? 'alignCorners and halfPixelCenters exclude each other' : undefined;
