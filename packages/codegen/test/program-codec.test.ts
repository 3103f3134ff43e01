import { expect, test } from '@jest/globals';
import type { Json } from '@tinyml/core/internal';
import { programCodec } from '../src/program/codec.ts';

const lists = { inputs: [], outputs: [], schedule: [], constants: [], buffers: [], arenas: [] };

test.each<readonly [string, Json, boolean]>([
  ['a program', { schema: 'tinyml-program/1', ...lists }, true],
  ['another schema', { schema: 'tinyml-program/0', ...lists }, false],
  ['a list that is none', { schema: 'tinyml-program/1', ...lists, schedule: {} }, false],
  ['nothing', null, false],
])('what the cache holds is taken for a program where it is one: %s', (_, json, isTaken) => {
  expect(programCodec.fromJson(json)).toEqual(isTaken ? json : undefined);
});
