import { describe, expect, test } from '@jest/globals';
import { type Constants, type Graph, type Metric } from '@tinyml/core';
import { builtinKernels, builtinOperators } from '@tinyml/operators';
import { lower } from '../../src/lower/lower.ts';
import { callsOf, type Program } from '../../src/program/program.ts';
import { stackBound } from '../../src/code-size/code-estimate.ts';
import { host } from '../toy/graph.ts';
import { images } from './images.ts';

const operators = new Map(builtinOperators.map((operator) => [operator.name, operator]));

const lowered = (
  model: { readonly graph: Graph; readonly constants: Constants },
  priority: Metric,
  ram: number | null = null,
): Program =>
  lower(model.graph, {
    operators,
    kernels: builtinKernels,
    constants: model.constants,
    target: { ...host, priority: [priority] },
    name: 'm',
    limits: { flash: null, ram },
  });

/** The layers of each group of row streaming. */
const groupsOf = (program: Program): readonly (readonly string[])[] =>
  program.schedule.flatMap(({ nodes, stream }) => (stream === undefined ? [] : [nodes.map(({ id }) => id)]));

/** 16 rows of a small image, widened, then made small again: the middle is what takes memory. */
const wideMiddle = () => {
  const net = images(16, 8, 4);
  const wide = net.conv('x', 32, 1);
  const narrow = net.depthwise(wide, 2);
  return { wide, narrow, model: net.graph(net.conv(narrow, 4, 1)) };
};

describe('which layers row streaming joins', () => {
  test('priority size: those between which the largest tensor lies', () => {
    const { wide, narrow, model } = wideMiddle();
    const program = lowered(model, 'size');
    expect(groupsOf(program)).toContainEqual(expect.arrayContaining([wide, narrow]));
    const plain = lowered(model, 'latency');
    expect(program.memory.arena).toBeLessThan(plain.memory.arena / 2);
    expect(program.memory.wholeTensors).toBe(plain.memory.wholeTensors);
    const why = program.schedule.find(({ stream }) => stream !== undefined)?.why;
    expect(why).toMatch(
      /^row streaming, \d+ of \d+ rows at a time: the arena takes \d+ B instead of \d+ B; nothing is computed twice/,
    );
  });

  test('priority latency: none without a limit, none within it, and no more than it takes to stay within', () => {
    const { model } = wideMiddle();
    const plain = lowered(model, 'latency');
    expect(groupsOf(plain)).toEqual([]);
    const { arena } = plain.memory;
    const ram = arena + (stackBound(plain.schedule.flatMap(callsOf), plain.target) ?? NaN);
    expect(groupsOf(lowered(model, 'latency', ram))).toEqual([]);
    const limited = lowered(model, 'latency', ram - 100);
    expect(groupsOf(limited)).toHaveLength(1);
    expect(limited.memory.arena).toBeLessThanOrEqual(arena - 100);
    // The least memory takes more time than the limit asks for.
    const cycles = ({ schedule }: Program): number => schedule.reduce((sum, { cost }) => sum + cost.cycles, 0);
    expect(cycles(limited)).toBeLessThanOrEqual(cycles(lowered(model, 'size')));
  });

  test('a residual block runs over its own input', () => {
    const net = images(24, 8, 8);
    const skip = net.conv('x', 8, 1);
    const inner = net.conv(net.conv(skip, 8, 3), 8, 3);
    const sum = net.add(inner, skip);
    const program = lowered(net.graph(net.conv(sum, 1, 1)), 'size');
    const tensor = 24 * 8 * 8 * 4;
    expect(lowered(net.graph(net.conv(sum, 1, 1)), 'latency').memory.arena).toBeGreaterThanOrEqual(2 * tensor);
    expect(program.memory.arena).toBeLessThan(1.6 * tensor);
  });

  test('what the graph shows, or another layer reads, stays whole', () => {
    const net = images(16, 8, 4);
    const wide = net.conv('x', 32, 1);
    const narrow = net.depthwise(wide, 2);
    expect(groupsOf(lowered(net.graph(narrow, wide), 'size')).flat()).not.toContain(wide);
  });

  test('the same graph gives the same program', () => {
    const { model } = wideMiddle();
    expect(lowered(model, 'size')).toEqual(lowered(model, 'size'));
    const program = lowered(model, 'size');
    expect(JSON.parse(JSON.stringify(program))).toEqual(program);
  });
});
