import {
  consumers,
  isObserved,
  TinymlError,
  traitsOf,
  valueOf,
  type Diagnostic,
  type Graph,
  type OperatorTable,
  type Shape,
  type ValueId,
} from '@tinyml/core';
import { inputNotAnImage } from '../diagnostics/factorization.ts';

export interface Image {
  readonly id: ValueId;
  /** [batch, height, width, channels] */
  readonly shape: readonly [number, number, number, number];
}

const isImage = (shape: Shape): shape is Image['shape'] =>
  shape.length === 4 && Math.min(shape[1] ?? 0, shape[2] ?? 0) >= 1 && Math.max(shape[1] ?? 0, shape[2] ?? 0) > 1;

/** The first value of an image's shape that `input` becomes by nothing but reshaping. */
const imageOf = (graph: Graph, operators: OperatorTable, input: ValueId): Image | Diagnostic => {
  let id = input;
  for (;;) {
    const { dtype, shape } = valueOf(graph, id).type;
    const given = `${dtype}[${valueOf(graph, input).type.shape.join(', ')}]`;
    if (dtype !== 'float32') return inputNotAnImage(input, given);
    if (isImage(shape)) return { id, shape };
    const [node, ...others] = consumers(graph, id);
    const [next] = node?.outputs ?? [];
    const reshapes = node !== undefined && traitsOf(operators, node.op).keepsOrder === true;
    if (!reshapes || next === undefined || others.length > 0 || isObserved(graph, id) || node.inputs[0] !== id)
      return inputNotAnImage(input, given);
    id = next;
  }
};

/**
 * What to reduce: the image of input `wanted`, by default of the only input that is one.
 * @throws TinymlError TML665
 */
export const findImage = (graph: Graph, operators: OperatorTable, wanted: ValueId | undefined): Image => {
  if (wanted !== undefined && !graph.inputs.includes(wanted))
    throw new TinymlError(inputNotAnImage(wanted, `the model's inputs are ${graph.inputs.join(', ')}`));
  const found = (wanted === undefined ? graph.inputs : [wanted]).map((id) => imageOf(graph, operators, id));
  const images = found.filter((item): item is Image => 'id' in item);
  const [image, ...others] = images;
  if (image === undefined) throw new TinymlError(...(found as readonly Diagnostic[]));
  if (others.length > 0)
    throw new TinymlError(
      inputNotAnImage(
        graph.inputs.join(', '),
        `${String(images.length)} of the inputs are images; name one with \`input\``,
      ),
    );
  return image;
};
