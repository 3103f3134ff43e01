import {
  sameShape,
  traitsOf,
  type GraphView,
  type Node,
  type OperatorTable,
  type Pair,
  type PhaseOperands,
  type Replacement,
  type ValueId,
} from '@tinyml/core';
import { isSamePadding, type Sides } from './padding-sides.ts';
import { slidingWindowOf } from './sliding-window.ts';

/** Height and width of images, taken apart into phases or put together. */
interface Phases {
  readonly input: ValueId;
  readonly block: Pair;
  readonly sides: Sides;
}

const phasesOf = (
  view: GraphView,
  node: Node | undefined,
  operators: OperatorTable,
  to: PhaseOperands['to'],
): Phases | undefined => {
  const phases = node && traitsOf(operators, node.op).phases;
  const [input] = node?.inputs ?? [];
  if (node === undefined || phases?.to !== to || input == null || view.type(input).shape.length !== 4) return undefined;
  const numbers = (position: number): readonly number[] =>
    Array.from((view.constant(node.inputs[position])?.data ?? []) as Int32Array, Number);
  const [block, amounts] = [numbers(phases.block), numbers(phases.amounts)];
  if (block.length < 1 || block.length > 2 || amounts.length !== 2 * block.length) return undefined;
  const [height = 1, width = 1] = block;
  const [top = 0, bottom = 0, left = 0, right = 0] = amounts;
  return { input, block: [height, width], sides: [top, bottom, left, right] };
};

/**
 * Before: batch_to_space_nd(conv_2d(space_to_batch_nd(x))), as frameworks without dilated convolutions write one.
 * After: conv_2d(x) with dilations and padding.
 */
export const fuseDilation = (view: GraphView, node: Node, operators: OperatorTable): Replacement | undefined => {
  const after = phasesOf(view, node, operators, 'from-batch');
  const layer = after && view.producer(after.input);
  const weighted = layer && traitsOf(operators, layer.op).weighted;
  if (layer === undefined || weighted === undefined || view.soleConsumer(after?.input ?? '') === undefined)
    return undefined;
  const shapeOf = (position: number): readonly number[] | undefined => {
    const id = layer.inputs[position];
    return id == null ? undefined : view.type(id).shape;
  };
  const window = slidingWindowOf(layer, operators, shapeOf);
  const x = layer.inputs[weighted.input];
  const before = phasesOf(view, view.producer(x), operators, 'to-batch');
  const [output] = node.outputs;
  if (after === undefined || before === undefined || output === undefined || x == null) return undefined;
  if (window?.padding !== 'valid' || !sameShape(before.block, after.block)) return undefined;
  if (![...window.strides, ...window.dilations].every((one) => one === 1)) return undefined;
  // A layer that quantises its operand itself takes the range of each image of the batch.
  const filter = layer.inputs[weighted.filter];
  if (filter == null || view.type(filter).dtype !== view.type(x).dtype) return undefined;
  const sides = before.sides.map((amount, i) => amount - (after.sides[i] ?? 0)) as unknown as Sides;
  if (sides.some((amount) => amount < 0)) return undefined;
  const [, height = 0, width = 0] = view.type(before.input).shape;
  const dilated = { ...window, dilations: before.block };
  const padding = isSamePadding(dilated, [height, width], sides) ? 'same' : sides;
  const attrs = { ...layer.attrs, dilations: [...before.block], padding } as Node['attrs'];
  const inputs = layer.inputs.map((id, i) => (i === weighted.input ? before.input : id));
  const request = {
    attrs,
    inputs: inputs.map((id) => (id === null ? null : view.type(id))),
    outputs: [view.type(output)],
  };
  if (operators.get(layer.op)?.check(request) !== undefined) return undefined;
  return { nodes: [{ ...layer, attrs, inputs, outputs: [output] } as Node], remove: [layer] };
};
