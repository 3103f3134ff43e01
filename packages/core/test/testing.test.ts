import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { definePass, defineRule, rewrite, type Graph, type Node, type OptionsSchema, type Pass } from '@tinyml/core';
import { printGraph } from '@tinyml/core/internal';
import { checkPassCases } from '@tinyml/core/testing';
import { operators, sampleGraph } from './ir/sample-graph.ts';

const reluOfRelu = defineRule({
  op: 'relu',
  apply(node, view) {
    const [from] = node.inputs;
    const [result] = node.outputs;
    if (from == null || result === undefined || view.producer(from)?.op !== 'relu') return undefined;
    return { nodes: [], replace: new Map([[result, from]]) };
  },
});

const pass = (run: Pass['run'], change: Partial<Pass> = {}): Pass =>
  definePass<OptionsSchema>({
    name: 'sample',
    version: 1,
    kind: 'graph',
    summary: '',
    preserves: 'bits',
    run,
    ...change,
  });

const mapNodes = (graph: Graph, change: (node: Node) => Node): Graph => ({ ...graph, nodes: graph.nodes.map(change) });

describe('conformance kit of passes', () => {
  let folder = '';
  const good = pass((graph, { constants }) => rewrite(graph, constants, [reluOfRelu]));
  const failures = (subject: Pass, update = false) => checkPassCases({ pass: subject, folder, operators, update });

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tinyml-cases-'));
    expect(await failures(good)).toEqual([`${folder} has no cases`]);
    mkdirSync(join(folder, 'two-relus'));
    const { graph, constants } = sampleGraph();
    writeFileSync(join(folder, 'two-relus', 'graph.yaml'), printGraph(graph, { constants }));
    expect(await failures(good)).toEqual(['two-relus: expected.yaml is missing: run with `update`']);
    expect(await failures(good, true)).toEqual([]);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test('a pass that keeps its promises has no failures', async () => {
    expect(await failures(good)).toEqual([]);
    expect(readFileSync(join(folder, 'two-relus', 'expected.yaml'), 'utf8')).not.toContain('act2');
  });

  test.each<[string, Pass, RegExp]>([
    ['another result', pass((graph) => graph), /differs from expected/],
    ['a copy of the same graph', pass((graph) => ({ ...graph })), /another object/],
    ['a broken graph', pass((graph) => ({ ...graph, outputs: ['gone'] })), /TML305: pass sample broke/],
    [
      'other outputs',
      pass((graph) => mapNodes(graph, (node) => (node.id === 'sq' ? ({ ...node, op: 'add' } as Node) : node))),
      /output 0 has other bits/,
    ],
    ['never at rest', pass((graph) => ({ ...graph, name: `${graph.name}_` })), /second run changes/],
    [
      'a wrong option',
      pass((graph) => graph, {
        options: {
          type: 'object',
          required: ['bits'],
          additionalProperties: false,
          properties: { bits: { type: 'integer' } },
        },
      }),
      /options of sample/,
    ],
    [
      'a crash',
      pass(() => {
        throw new TypeError('oops');
      }),
      /oops/,
    ],
  ])('finds %s', async (_, subject, expected) => {
    expect((await failures(subject)).join('\n')).toMatch(expected);
  });
});
