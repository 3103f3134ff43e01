import { describe, expect, test } from '@jest/globals';
import {
  isNode,
  memoryConstants,
  none,
  slotOf,
  unaryOperator,
  valueOf,
  whyNone,
  type Graph,
  type Operator,
} from '@tinyml/core';
import { parseGraph } from '@tinyml/core/internal';
import { builtinOperators } from '@tinyml/operators';
import { channelsSlot } from '../src/index.ts';
import { channelRuleOf } from '../src/dead-channels/channels-slot.ts';
import { operators, runPass } from './support/run-passes.ts';

describe('the slot channels', () => {
  test('says of every operator how its channels depend on each other, or why they all stay', () => {
    for (const operator of builtinOperators)
      if (slotOf(channelsSlot, operator) === undefined) expect(whyNone(channelsSlot, operator)).toMatch(/\w/);
  });

  test('is completed from the traits where a rule says but a part', () => {
    const relu = operators.get('relu') as Operator;
    const ranged: Operator = { ...relu, name: 'acme_ranged', slots: { channels: { range: () => [] } } };
    const rule = channelRuleOf(new Map([['acme_ranged', ranged]]), 'acme_ranged');
    expect(rule?.range).toBeDefined();
    expect(rule?.link).toBeDefined();
    const whole: Operator = { ...relu, name: 'acme_whole', slots: { channels: none('it looks at all of them') } };
    expect(channelRuleOf(new Map([['acme_whole', whole]]), 'acme_whole')).toBeUndefined();
  });
});

describe('an operator of a third party between two layers', () => {
  const abs = (slots: Operator['slots']): Operator =>
    unaryOperator({
      name: 'acme_abs',
      version: 1,
      summary: '|x|',
      attributes: { type: 'object', properties: {}, additionalProperties: false },
      ...(slots && { slots }),
      float32: () => Math.abs,
    });

  /** The second of the first layer's three channels has neither weights nor a bias. */
  const graphOf = (): { readonly graph: Graph; readonly constants: ReturnType<typeof memoryConstants> } => {
    const constants = memoryConstants();
    const graph = parseGraph(
      `
name: acme
inputs:
  x: float32[1, 2]
outputs: [y]
constants:
  w1: { type: 'float32[3, 2]', values: [1, 2, 0, 0, 3, 4] }
  w2: { type: 'float32[1, 3]', values: [1, 2, 3] }
nodes:
  - id: first
    op: fully_connected
    attrs: { activation: none, keepNumDims: false }
    inputs: [x, w1]
    outputs:
      a: float32[1, 3]
  - id: middle
    op: acme_abs
    attrs: {}
    inputs: [a]
    outputs:
      b: float32[1, 3]
  - id: last
    op: fully_connected
    attrs: { activation: none, keepNumDims: false }
    inputs: [b, w2]
    outputs:
      y: float32[1, 1]
`,
      constants,
    );
    return { graph, constants };
  };

  const channelsLeft = async (slots: Operator['slots']): Promise<number | undefined> => {
    const { graph, constants } = graphOf();
    const table = new Map([...operators, ['acme_abs', abs(slots)]]);
    const result = await runPass('remove-dead-channels', graph, constants, { multiple: 1 }, undefined, table);
    const middle = result.graph.nodes.find((node) => isNode(node, 'acme_abs'));
    return valueOf(result.graph, middle?.outputs[0] ?? '').type.shape.at(-1);
  };

  test('loses dead channels by its traits alone', async () => {
    expect(await channelsLeft(undefined)).toBe(2);
  });

  test('may keep them', async () => {
    expect(await channelsLeft({ channels: none('it looks at all of them') })).toBe(3);
  });

  test('may know more of its results than running it tells', async () => {
    const zeros = (count: number): Float64Array => new Float64Array(count);
    const silent = { range: () => [{ low: zeros(3), high: zeros(3) }] };
    expect(await channelsLeft({ channels: silent })).toBe(1);
  });

  test('may say that it looks at an axis of its own', async () => {
    const swapped: Operator['slots'] = {
      channels: {
        link(node, links) {
          const [x] = node.inputs;
          const [y] = node.outputs;
          for (let c = 0; c < 3; c++) if (x != null && y !== undefined) links.together(y, 2 - c, x, c);
        },
      },
    };
    // Channel 1 of both goes: it is the middle.
    expect(await channelsLeft(swapped)).toBe(2);
  });
});
