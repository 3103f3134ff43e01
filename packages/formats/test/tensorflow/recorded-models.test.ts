import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { isTinymlError, valueOf } from '@tinyml/core';
import { frozenGraphFormat, savedModelFormat, tfjsGraphFormat } from '../../src/index.ts';
import { cases, errorsOf, openRecorded } from './recorded.ts';

/** The greatest error of each output that is beyond the tolerance. */
const beyond = (errors: Readonly<Record<string, number>>): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(errors).filter(([, error]) => !(error < 1e-5)));

describe('a SavedModel of Keras 2', () => {
  const folder = join(cases, 'recurrent');

  test('computes what TensorFlow does', async () => {
    expect(beyond(errorsOf(await openRecorded(savedModelFormat, folder, ''), folder))).toEqual({});
  });

  test('has a recurrent layer for each loop', async () => {
    const { graph } = await openRecorded(savedModelFormat, folder, '');
    const layers = graph.nodes.map(({ op }) => op).filter((op) => /gru|lstm|rnn/.test(op));
    expect(layers).toEqual([
      'gru',
      'unidirectional_sequence_lstm',
      'unidirectional_sequence_rnn',
      'unidirectional_sequence_rnn',
    ]);
  });
});

/** What a SavedModel is refused with. */
const problemsOf = async (
  folder: string,
  context: Parameters<typeof openRecorded>[3] = {},
): Promise<readonly string[]> => {
  try {
    await openRecorded(savedModelFormat, join(cases, folder), '', context);
    return [];
  } catch (error) {
    if (!isTinymlError(error)) throw error;
    return error.diagnostics.map(({ code, message, hint }) => `${code} ${message} (${hint ?? ''})`);
  }
};

describe('a SavedModel of functions', () => {
  const folder = join(cases, 'control');

  test('loops and branches that constants decide, with an open length', async () => {
    const opened = await openRecorded(savedModelFormat, folder, '', { inputs: { x: [1, 3, 4] } });
    expect(beyond(errorsOf(opened, folder))).toEqual({});
    expect(opened.graph.outputs).toEqual(['scores']);
  });

  test('an open length that nothing gives', async () => {
    expect(await problemsOf('control')).toEqual([expect.stringMatching(/^TML207 (.|\n)*x: \[1, \?, 4\]/)]);
  });

  test('its other signature', async () => {
    const { graph } = await openRecorded(savedModelFormat, folder, '', { signature: 'norm' });
    expect(graph.inputs.map((id) => valueOf(graph, id).type.shape)).toEqual([[2, 4]]);
    expect(await problemsOf('control', { signature: 'nrom' })).toEqual([expect.stringMatching(/^TML240 .*norm/)]);
  });
});

test('a model that changes a variable', async () => {
  const [problem] = await problemsOf('counter');
  expect(problem).toMatch(/^TML301 StatefulPartitionedCall .*changes a variable \(AssignAddVariableOp/);
});

test('operators of a frozen graph', async () => {
  const folder = join(cases, 'operators');
  expect(beyond(errorsOf(await openRecorded(frozenGraphFormat, folder, 'graph.pb'), folder))).toEqual({});
});

test('a graph model of TensorFlow.js with quantised weights', async () => {
  const folder = join(cases, 'graph-model');
  expect(beyond(errorsOf(await openRecorded(tfjsGraphFormat, folder, 'model.json'), folder))).toEqual({});
});
