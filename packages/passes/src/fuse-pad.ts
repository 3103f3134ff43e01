import {
  definePass,
  defineRule,
  quantizeValue,
  rewrite,
  sameQuant,
  traitsOf,
  type GraphView,
  type Node,
  type OperatorTable,
  type Padding,
  type Replacement,
  type TensorType,
  type ValueId,
} from '@tinyml/core';
import { ownActivation } from './activation.ts';
import { fuseDilation } from './fuse-dilation.ts';
import { isSamePadding, paddingSides, type Sides } from './padding-sides.ts';
import { slidingWindowOf, type SlidingWindow } from './sliding-window.ts';

interface ZeroPad {
  readonly input: string;
  readonly sides: Sides;
}

/** True where the pad fills with real 0, which is what a layer's own padding means. */
const fillsWithZero = (view: GraphView, id: ValueId | null | undefined, type: TensorType): boolean => {
  if (id == null) return true;
  const fill = view.constant(id);
  if (fill === undefined || fill.data.length !== 1) return false;
  const zeroPoint = fill.type.quant?.zeroPoint[0] ?? 0;
  return Number(fill.data[0]) === zeroPoint && (type.quant === undefined || sameQuant(fill.type.quant, type.quant));
};

/** `node` as zero padding of height and width only. */
const zeroPad = (view: GraphView, node: Node | undefined, operators: OperatorTable): ZeroPad | undefined => {
  const pads = node && traitsOf(operators, node.op).pads;
  const [input] = node?.inputs ?? [];
  const [output] = node?.outputs ?? [];
  if (node === undefined || pads === undefined || input == null || output === undefined) return undefined;
  const list = view.constant(node.inputs[pads.amounts])?.data;
  if (list?.length !== 8) return undefined;
  const [n0, n1, top, bottom, left, right, c0, c1] = Array.from(list as ArrayLike<number | bigint>, Number);
  const sides = [top ?? -1, bottom ?? -1, left ?? -1, right ?? -1] as const;
  if (n0 !== 0 || n1 !== 0 || c0 !== 0 || c1 !== 0 || sides.some((amount) => amount < 0)) return undefined;
  const before = view.value(input).type;
  if (!sameQuant(before.quant, view.value(output).type.quant) || !fillsWithZero(view, node.inputs[pads.value], before))
    return undefined;
  return { input, sides };
};

interface WindowedLayer {
  readonly node: Node;
  readonly filter: SlidingWindow;
  /** Takes the greatest element of its window; else padding counts as 0. */
  readonly picks: boolean;
}

/** A layer whose own padding may stand for a pad; one that leaves its padding out of a mean may not. */
const windowedLayer = (view: GraphView, node: Node, operators: OperatorTable): WindowedLayer | undefined => {
  const { picks, weighted } = traitsOf(operators, node.op);
  if (weighted === undefined && picks !== 'greatest') return undefined;
  if (weighted !== undefined && weighted.input !== 0) return undefined;
  const filter = slidingWindowOf(node, operators, (position) => {
    const id = node.inputs[position];
    return id == null ? undefined : view.type(id).shape;
  });
  return filter && { node, filter, picks: weighted === undefined };
};

/**
 * Max-pooling never picks its own padding, but may pick a pad's 0. It makes no difference where no input is below 0 and
 * every window holds an input.
 */
const zeroNeverWins = (
  view: GraphView,
  operators: OperatorTable,
  pad: ZeroPad,
  { filter, picks }: WindowedLayer,
): boolean => {
  if (!picks) return true;
  const [top, bottom, left, right] = pad.sides;
  if (Math.max(top, bottom) >= filter.size[0] || Math.max(left, right) >= filter.size[1]) return false;
  const { type } = view.value(pad.input);
  const zeroPoint = type.quant?.zeroPoint[0];
  if (type.dtype === 'int8' && zeroPoint !== undefined) return zeroPoint === quantizeValue(-Infinity, 1, 0, 'int8');
  const source = view.producer(pad.input);
  if (source === undefined) return false;
  const activation = traitsOf(operators, source.op).activation ?? ownActivation(source);
  return activation === 'relu' || activation === 'relu6';
};

/** Before: conv_2d(pad(x)), padding valid. After: conv_2d(x), padding same or explicit. */
const fuse = (view: GraphView, node: Node, operators: OperatorTable): Replacement | undefined => {
  const layer = windowedLayer(view, node, operators);
  const source = view.producer(node.inputs[0]);
  const pad = zeroPad(view, source, operators);
  if (layer === undefined || pad === undefined || !zeroNeverWins(view, operators, pad, layer)) return undefined;
  const [, height = 0, width = 0] = view.value(pad.input).type.shape;
  const [top, bottom, left, right] = pad.sides;
  const image = [height + top + bottom, width + left + right] as const;
  const own = paddingSides(image, layer.filter, layer.filter.padding);
  // A pool's own padding in front of the pad's would hide part of the pad's zeros in windows of nothing else.
  if (layer.picks && own.some((amount) => amount > 0)) return undefined;
  const sides: Sides = [top + own[0], bottom + own[1], left + own[2], right + own[3]];
  const padding: Padding = isSamePadding(layer.filter, [height, width], sides) ? 'same' : sides;
  const fused = {
    ...layer.node,
    attrs: { ...layer.node.attrs, padding },
    inputs: [pad.input, ...node.inputs.slice(1)],
  };
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
  summary: 'let a convolution pad and dilate by itself, or a max-pooling pad',
  establishes: ['pads-fused'],
  preserves: 'bits',
  auto: { after: ['batch-norm-folded', 'arithmetic-simplified'] },
  run: (graph, { constants, operators }) =>
    rewrite(graph, constants, [
      defineRule({ apply: (node, view) => fuse(view, node, operators) ?? fuseDilation(view, node, operators) }),
    ]),
});
