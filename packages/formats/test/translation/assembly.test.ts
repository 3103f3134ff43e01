import { describe, expect, it } from '@jest/globals';
import { memoryConstants, type ValueId } from '@tinyml/core';
import { builtinOperators } from '@tinyml/operators';
import { openAssembly } from '../../src/translation/assembly.ts';
import { onImage } from '../../src/translation/channels-first.ts';
import { openEmitter } from '../../src/translation/emitter.ts';

const assembly = () =>
  openAssembly({
    constants: memoryConstants(),
    operators: new Map(builtinOperators.map((operator) => [operator.name, operator])),
  });

const float = (...shape: number[]) => ({ dtype: 'float32', shape }) as const;

describe('an assembly', () => {
  it('computes shape arithmetic at once, from the shape of an input', () => {
    const graph = assembly();
    const x = graph.input('x', float(1, 6, 4));
    const to = openEmitter(graph, { name: 'flatten', op: 'Flatten' });
    const shape = to.emit('shape', { outType: 'int32' }, [x]);
    const picked = to.emit('gather', { axis: 0, batchDims: 0 }, [shape, to.ints('axes', [2], [0, 2])]);
    expect(to.numbers(picked)).toEqual([1, 4]);
    expect(graph.finish('g', [to.reshaped(x, [1, 24])]).nodes.map(({ op }) => op)).toEqual(['reshape']);
  });

  it('keeps constants that no node reads out of the graph, whatever their names', () => {
    const graph = assembly();
    const x = graph.input('x', float(2));
    graph.constant('unread', float(2), Float32Array.of(1, 2));
    const twin = graph.constant('x', float(2), Float32Array.of(3, 4));
    const to = openEmitter(graph, { name: 'sum\0', op: 'Add' });
    const sum = to.emit('add', { activation: 'none' }, [x, twin]);
    const { values, nodes } = graph.finish('g', [sum, twin]);
    expect([...values.keys()]).toEqual(['x', 'x_1', 'sum']);
    expect(nodes[0]?.inputs).toEqual(['x', 'x_1']);
  });

  it('takes weights in another order without a node', () => {
    const graph = assembly();
    const to = openEmitter(graph, { name: 'w', op: 'Conv' });
    const w = to.floats('w', [2, 3], [1, 2, 3, 4, 5, 6]);
    const moved = to.permuted(w, [1, 0]);
    expect([to.shapeOf(moved), to.numbers(moved)]).toEqual([[3, 2], [1, 4, 2, 5, 3, 6]]); // prettier-ignore
  });

  it.each([[[1, 3, 5]], [[1, 3, 5, 7]], [[2, 1, 4]]])('has channels last within onImage, for %j', (shape) => {
    const graph = assembly();
    const x = graph.input('x', float(...shape));
    const to = openEmitter(graph, { name: 'n', op: 'Relu' });
    const seen: (readonly number[])[] = [];
    const y = onImage(to, x, (image: ValueId) => {
      seen.push(to.shapeOf(image));
      return image;
    });
    const [n, c, ...rest] = shape;
    expect(seen).toEqual([rest.length === 1 ? [n, 1, ...rest, c] : [n, ...rest, c]]);
    expect(to.shapeOf(y)).toEqual(shape);
  });
});
