import {
  definePass,
  defineRule,
  quantizeValue,
  rewrite,
  sameQuant,
  slidingWindow,
  type GraphView,
  type Node,
  type OperatorTable,
  type Padding,
  type Pair,
  type Replacement,
  type TensorType,
  isNode,
} from '@tinyml/core';
import { paddingSides, type Sides, type SlidingFilter } from './padding-sides.ts';

interface ZeroPad {
  readonly input: string;
  readonly sides: Sides;
}

/** True where the pad fills with real 0, which is what a layer's own padding means. */
const fillsWithZero = (view: GraphView, node: Node, type: TensorType): boolean => {
  const id = node.inputs[2];
  if (id == null) return true;
  const fill = view.constant(id);
  if (fill === undefined || fill.data.length !== 1) return false;
  const zeroPoint = fill.type.quant?.zeroPoint[0] ?? 0;
  return Number(fill.data[0]) === zeroPoint && (type.quant === undefined || sameQuant(fill.type.quant, type.quant));
};

/** `node` as zero padding of height and width only. */
const zeroPad = (view: GraphView, node: Node | undefined): ZeroPad | undefined => {
  const [input, amounts] = node?.inputs ?? [];
  const [output] = node?.outputs ?? [];
  if (node?.op !== 'pad' || input == null || output === undefined) return undefined;
  const list = view.constant(amounts)?.data;
  if (list?.length !== 8) return undefined;
  const [n0, n1, top, bottom, left, right, c0, c1] = Array.from(list as ArrayLike<number | bigint>, Number);
  const sides = [top ?? -1, bottom ?? -1, left ?? -1, right ?? -1] as const;
  if (n0 !== 0 || n1 !== 0 || c0 !== 0 || c1 !== 0 || sides.some((amount) => amount < 0)) return undefined;
  const before = view.value(input).type;
  if (!sameQuant(before.quant, view.value(output).type.quant) || !fillsWithZero(view, node, before)) return undefined;
  return { input, sides };
};

interface WindowedLayer {
  readonly node: Node<'conv_2d' | 'depthwise_conv_2d' | 'max_pool_2d'>;
  readonly filter: SlidingFilter;
}

/** A layer whose own padding may stand for a pad; average_pool_2d may not: its mean leaves padding out. */
const windowedLayer = (view: GraphView, node: Node): WindowedLayer | undefined => {
  if (isNode(node, 'max_pool_2d')) {
    const { filter, strides } = node.attrs;
    return { node, filter: { size: filter, strides, dilations: [1, 1] } };
  }
  if (!isNode(node, 'conv_2d', 'depthwise_conv_2d')) return undefined;
  const [, filter] = node.inputs;
  const [, height, width] = filter == null ? [] : view.value(filter).type.shape;
  const { strides, dilations } = node.attrs;
  return height === undefined || width === undefined
    ? undefined
    : { node, filter: { size: [height, width], strides, dilations } };
};

/** True where `same` pads exactly as `sides` does. Rows behind the last window are never read and do not count. */
const isSame = ({ filter: { size, strides, dilations } }: WindowedLayer, image: Pair, sides: Sides): boolean => {
  const same = slidingWindow(image, size, strides, dilations, 'same');
  const explicit = slidingWindow(image, size, strides, dilations, sides);
  return (['height', 'width'] as const).every(
    (axis) => same[axis].before === explicit[axis].before && same[axis].output === explicit[axis].output,
  );
};

/**
 * Max-pooling never picks its own padding, but may pick a pad's 0. It makes no difference where no input is below 0 and
 * every window holds an input.
 */
const zeroNeverWins = (view: GraphView, pad: ZeroPad, { node, filter }: WindowedLayer): boolean => {
  if (node.op !== 'max_pool_2d') return true;
  const [top, bottom, left, right] = pad.sides;
  if (Math.max(top, bottom) >= filter.size[0] || Math.max(left, right) >= filter.size[1]) return false;
  const { type } = view.value(pad.input);
  const zeroPoint = type.quant?.zeroPoint[0];
  if (type.dtype === 'int8' && zeroPoint !== undefined) return zeroPoint === quantizeValue(-Infinity, 1, 0, 'int8');
  const source = view.producer(pad.input);
  if (source?.op === 'relu' || source?.op === 'relu6') return true;
  if (source === undefined || !('activation' in source.attrs)) return false;
  return source.attrs.activation === 'relu' || source.attrs.activation === 'relu6';
};

/** Before: conv_2d(pad(x)), padding valid. After: conv_2d(x), padding same or explicit. */
const fuse = (view: GraphView, node: Node, operators: OperatorTable): Replacement | undefined => {
  const layer = windowedLayer(view, node);
  const source = view.producer(node.inputs[0]);
  const pad = zeroPad(view, source);
  if (layer === undefined || pad === undefined || !zeroNeverWins(view, pad, layer)) return undefined;
  const [, height = 0, width = 0] = view.value(pad.input).type.shape;
  const [top, bottom, left, right] = pad.sides;
  const image = [height + top + bottom, width + left + right] as const;
  const own = paddingSides(image, layer.filter, layer.node.attrs.padding);
  // A pool's own padding in front of the pad's would hide part of the pad's zeros in windows of nothing else.
  if (node.op === 'max_pool_2d' && own.some((amount) => amount > 0)) return undefined;
  const sides: Sides = [top + own[0], bottom + own[1], left + own[2], right + own[3]];
  const padding: Padding = isSame(layer, [height, width], sides) ? 'same' : sides;
  const fused = {
    ...layer.node,
    attrs: { ...layer.node.attrs, padding },
    inputs: [pad.input, ...node.inputs.slice(1)],
  } as Node;
  const typeOf = (id: string | null): TensorType | null => (id === null ? null : view.value(id).type);
  const request = {
    attrs: fused.attrs,
    inputs: fused.inputs.map(typeOf),
    outputs: node.outputs.map((id) => view.value(id).type),
  };
  if (operators.get(node.op)?.check(request) !== undefined) return undefined;
  return { nodes: [fused] };
};

export const fusePad = definePass({
  name: 'fuse-pad',
  version: 1,
  kind: 'graph',
  summary: 'let a convolution or max-pooling pad by itself',
  establishes: ['pads-fused'],
  preserves: 'bits',
  auto: { after: ['batch-norm-folded', 'arithmetic-simplified'] },
  run: (graph, { constants, operators }) =>
    rewrite(graph, constants, [defineRule({ apply: (node, view) => fuse(view, node, operators) })]),
});
