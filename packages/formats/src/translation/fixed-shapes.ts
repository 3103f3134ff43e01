import { TinymlError, type Diagnostic } from '@tinyml/core';
import { shapesByName, wrongInputShape, type ImportContext } from '@tinyml/core/internal';
import { openDimensions, openShapeText } from '../diagnostics/model.ts';

/** An input as a file has it: null for an open dimension; no shape where even the number of dimensions is open. */
export interface OpenInput {
  readonly name: string;
  readonly shape: readonly (number | null)[] | null;
}

/** A batch that is open is 1; of other open dimensions nothing is known. */
const byDefault = ({ shape }: OpenInput): readonly number[] | undefined => {
  const sizes = shape?.map((size, axis) => (axis === 0 ? (size ?? 1) : size));
  return sizes?.every((size) => size !== null) === true ? sizes : undefined;
};

const fits = ({ shape }: OpenInput, wanted: readonly number[]): boolean =>
  shape === null ||
  (shape.length === wanted.length && shape.every((size, axis) => size === null || size === wanted[axis]));

/**
 * The shapes of a model's inputs: as the file has them, its open dimensions as `context.inputs` says.
 * @throws TinymlError TML207 for all inputs that stay open, TML245 to TML247 for shapes that do not belong to the model
 */
export const fixedShapes = (
  path: string,
  inputs: readonly OpenInput[],
  context: Pick<ImportContext, 'inputs'>,
): readonly (readonly number[])[] => {
  const names = inputs.map(({ name }) => name);
  const given = context.inputs === undefined ? {} : shapesByName(path, names, context.inputs);
  const problems: Diagnostic[] = [];
  const open: OpenInput[] = [];
  const shapes = inputs.map((input): readonly number[] => {
    const wanted = Object.hasOwn(given, input.name) ? given[input.name] : undefined;
    if (wanted !== undefined && !fits(input, wanted))
      problems.push(wrongInputShape(path, input.name, wanted, openShapeText(input.shape)));
    const shape = wanted ?? byDefault(input);
    if (shape === undefined) open.push(input);
    return shape ?? [];
  });
  if (open.length > 0) problems.push(openDimensions(path, open));
  if (problems.length > 0) throw new TinymlError(...problems);
  return shapes;
};
