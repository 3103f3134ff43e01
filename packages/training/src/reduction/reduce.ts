import {
  constantValue,
  type Constants,
  type Graph,
  type Node,
  type OperatorTable,
  type Pair,
  type Value,
} from '@tinyml/core';
import { adaptToImage } from './adapt.ts';
import { lowPass, type FilterName } from './filter.ts';
import type { Image } from './find-image.ts';

/** Name of the filter's node: a graph with such a one has been reduced. */
export const filterName = 'input_filter';

export interface Reduced {
  readonly graph: Graph;
  /** The constant that holds the filter's weights, which training must leave alone; absent for an average. */
  readonly weights?: string;
  /** Height and width after the filter. */
  readonly size: Pair;
}

/** Before: conv_2d(image). After: conv_2d(average_pool_2d(image)), all shapes after it adapted. */
export const reduceImage = (
  graph: Graph,
  { id, shape }: Image,
  filter: FilterName,
  steps: Pair,
  { constants, operators }: { readonly constants: Constants; readonly operators: OperatorTable },
): Reduced => {
  const [batch, height, width, channels] = shape;
  const size: Pair = [Math.ceil(height / steps[0]), Math.ceil(width / steps[1])];
  const { op, attrs, weights } = lowPass(filter, steps, channels);
  const free = (name: string): string => (graph.values.has(name) ? free(`${name}_2`) : name);
  const small: Value = { id: free(`${id}_reduced`), type: { dtype: 'float32', shape: [batch, ...size, channels] } };
  const fixed =
    weights && constantValue(constants, free(filterName), { dtype: 'float32', shape: weights.shape }, weights.data);
  const node = {
    id: filterName,
    op,
    attrs,
    inputs: fixed === undefined ? [id] : [id, fixed.id],
    outputs: [small.id],
  } as unknown as Node;
  const first = { node, values: fixed === undefined ? [] : [fixed] };
  const result = adaptToImage(graph, id, small, first, { constants, operators });
  return { graph: result, size, ...(fixed && { weights: fixed.id }) };
};
