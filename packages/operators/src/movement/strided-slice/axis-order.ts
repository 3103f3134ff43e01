import { isNode, type Node } from '@tinyml/core';
import { inOrder } from '@tinyml/core/internal';
import { droppedAxes, integers, numbersOf } from '../moved-axes.ts';

const bits = (mask: number, rank: number): readonly boolean[] =>
  Array.from({ length: rank }, (_, axis) => ((mask >>> axis) & 1) === 1);

const maskOf = (set: readonly boolean[]): number => set.reduce((mask, on, axis) => mask + (on ? 2 ** axis : 0), 0);

/** Without the masks that count axes otherwise. */
const isPlain = (node: Node): node is Node<'strided_slice'> =>
  isNode(node, 'strided_slice') && node.attrs.ellipsisMask === 0 && node.attrs.newAxisMask === 0;

/** Each axis keeps its own first, last and step; axes that are left out at the end are whole. */
export const axisOrder = droppedAxes(
  0,
  (node, view) => {
    const [input] = node.inputs;
    if (!isPlain(node) || input == null) return undefined;
    const { shape } = view.type(input);
    return bits(node.attrs.shrinkAxisMask, shape.length).flatMap((gone, axis) => (gone ? [axis] : []));
  },
  (node, order, view) => {
    const lists = node.inputs.slice(1).map((id) => numbersOf(view, id));
    const [begin, end, steps] = lists;
    if (!isPlain(node) || begin === undefined || end === undefined || steps === undefined) return undefined;
    const filled = (list: readonly number[], value: number): readonly number[] =>
      inOrder([...list, ...order.slice(list.length).map(() => value)], order);
    const rank = order.length;
    const whole = bits(0, rank).map((_, axis) => axis >= begin.length);
    const moved = (mask: number): number =>
      maskOf(
        inOrder(
          bits(mask, rank).map((set, axis) => set || whole[axis] === true),
          order,
        ),
      );
    return {
      attrs: {
        ...node.attrs,
        beginMask: moved(node.attrs.beginMask),
        endMask: moved(node.attrs.endMask),
        shrinkAxisMask: maskOf(inOrder(bits(node.attrs.shrinkAxisMask, rank), order)),
      },
      constants: { 1: integers(filled(begin, 0)), 2: integers(filled(end, 0)), 3: integers(filled(steps, 1)) },
    };
  },
);
