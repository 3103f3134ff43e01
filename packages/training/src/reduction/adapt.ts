import {
  windowAttributes,
  constantOf,
  constantValue,
  dropUnusedValues,
  elementCount,
  isOperatorError,
  sameShape,
  TinymlError,
  valueOf,
  type Constants,
  type Graph,
  type Node,
  type Operand,
  type OperatorTable,
  type Shape,
  type Value,
  type ShapeSource,
  type ValueId,
  type WeightedOperands,
  traitsOf,
} from '@tinyml/core';
import { layerNotAdaptable } from '../diagnostics/factorization.ts';
import { resampleWeights, type Resampling } from './resample.ts';

interface Tables {
  readonly constants: Constants;
  readonly operators: OperatorTable;
}

/** A value whose shape is another now. `grid`: the image that its elements are, when they are a flattened one. */
interface Change {
  readonly before: Shape;
  readonly after: Shape;
  readonly grid?: Resampling;
}

const fail = (node: Node, reason: string): never => {
  throw new TinymlError(layerNotAdaptable(node.id, node.op, reason));
};

const imageGrid = ({ before, after }: Change): Resampling | undefined => {
  const [n, height, width, channels] = before;
  const [m, newHeight, newWidth, newChannels] = after;
  return before.length === 4 && after.length === 4 && n === m && channels === newChannels
    ? {
        from: [height as number, width as number],
        to: [newHeight as number, newWidth as number],
        channels: channels as number,
      }
    : undefined;
};

/** Flattening, and reshapes that change nothing; the new shape goes into the attribute. */
const adaptReshape = (
  graph: Graph,
  node: Node,
  { attribute, operand }: ShapeSource,
  x: Change,
): { readonly node: Node; readonly grid?: Resampling } => {
  const [output] = node.outputs;
  const wanted = valueOf(graph, output ?? '').type.shape;
  const plain = (newShape: Shape): Node => ({
    ...node,
    attrs: { ...node.attrs, [attribute]: newShape },
    inputs: node.inputs.slice(0, operand),
  });
  if (sameShape(wanted, x.before)) return { node: plain(x.after), ...(x.grid && { grid: x.grid }) };
  const grid = x.grid ?? imageGrid(x);
  const batch = x.before[0] ?? 1;
  const per = (shape: Shape): number => elementCount(shape) / batch;
  if (grid === undefined || wanted[0] !== batch || wanted.at(-1) !== per(x.before))
    return fail(
      node,
      `it makes [${wanted.join(', ')}] of what was [${x.before.join(', ')}] and is [${x.after.join(', ')}] now`,
    );
  return { node: plain([...wanted.slice(0, -1), per(x.after)]), grid };
};

/** A window over the whole image stays one. */
const adaptPool = (node: Node, { before, after }: Change): Node => {
  const [, height, width] = before;
  const { filter, padding } = windowAttributes(node) ?? {};
  const whole = filter?.[0] === height && filter?.[1] === width && padding === 'valid';
  return whole ? { ...node, attrs: { ...node.attrs, filter: [after[1], after[2]] } } : node;
};

/**
 * `graph` on a smaller `image`, which `small` takes the place of: all shapes after it anew, global pools and flattening
 * with the smaller image's size, dense layers after a flattened image with resampled weights. `first` computes `small`.
 * @throws TinymlError TML667 for a layer that cannot work on it
 */
export const adaptToImage = (
  graph: Graph,
  image: ValueId,
  small: Value,
  first: { readonly node: Node; readonly values: readonly Value[] },
  { constants, operators }: Tables,
): Graph => {
  const values = new Map(graph.values);
  [...first.values, small].forEach((value) => values.set(value.id, value));
  const changes = new Map<ValueId, Change>([
    [small.id, { before: valueOf(graph, image).type.shape, after: small.type.shape }],
  ]);
  const scope = { ...graph, values };
  const nodes: Node[] = [];

  const adaptDense = (node: Node, { filter }: WeightedOperands, x: Change): Node => {
    const w = node.inputs[filter] ?? '';
    const weights = constantOf(graph, constants, w);
    const grid = x.grid ?? imageGrid(x);
    const [outputs = 0, depth = 0] = valueOf(graph, w).type.shape;
    const cells = grid === undefined ? 0 : grid.from[0] * grid.from[1] * grid.channels;
    if (grid === undefined || depth !== cells) return node;
    if (weights?.type.dtype !== 'float32') return fail(node, 'its weights are not constant float32');
    let id = `${w}_resampled`;
    while (values.has(id)) id = `${id}_2`;
    const data = resampleWeights(weights.data as Float32Array, outputs, grid);
    const type = { ...weights.type, shape: [outputs, data.length / outputs] };
    values.set(id, constantValue(constants, id, type, data));
    return { ...node, inputs: node.inputs.with(filter, id) };
  };

  const infer = (node: Node): readonly Shape[] => {
    const operand = (id: ValueId): Operand => {
      const constant = constantOf(scope, constants, id)?.data;
      return { type: valueOf(scope, id).type, ...(constant && { constant }) };
    };
    const operator = operators.get(node.op);
    if (operator === undefined) return fail(node, 'tinyml has no such operator');
    try {
      const inputs = node.inputs.map((id) => (id === null ? null : operand(id)));
      return operator.infer({ attrs: node.attrs, inputs }).map(({ shape }) => shape);
    } catch (error) {
      if (isOperatorError(error)) return fail(node, error.message);
      throw error;
    }
  };

  for (const old of graph.nodes) {
    // The image's other readers now read the small one.
    let node: Node = { ...old, inputs: old.inputs.map((id) => (id === image ? small.id : id)) };
    const x = node.inputs.flatMap((id) => (id === null ? [] : (changes.get(id) ?? [])))[0];
    if (x === undefined) {
      nodes.push(old);
      if (old.outputs.includes(image)) nodes.push(first.node);
      continue;
    }
    const { elementwise, reshapes, weighted, window } = traitsOf(operators, node.op);
    // What a layer computes element by element of one operand keeps the meaning of each element.
    let grid = elementwise === true && node.inputs.length === 1 ? x.grid : undefined;
    if (reshapes !== undefined) ({ node, grid } = adaptReshape(graph, node, reshapes, x));
    if (window === 'attribute') node = adaptPool(node, x);
    if (weighted?.dense === true) node = adaptDense(node, weighted, x);
    infer(node).forEach((after, i) => {
      const id = node.outputs[i] ?? '';
      const value = valueOf(graph, id);
      if (sameShape(value.type.shape, after)) return;
      values.set(id, { ...value, type: { ...value.type, shape: after } });
      changes.set(id, { before: value.type.shape, after, ...(grid && { grid }) });
      if (graph.outputs.includes(id))
        fail(
          node,
          `its result [${value.type.shape.join(', ')}], an output of the model, would be [${after.join(', ')}]`,
        );
    });
    nodes.push(node);
  }
  const produced = graph.nodes.some(({ outputs }) => outputs.includes(image));
  return dropUnusedValues({ ...graph, values, nodes: produced ? nodes : [first.node, ...nodes] });
};
