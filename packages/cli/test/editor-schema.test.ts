import { describe, expect, test } from '@jest/globals';
import { boards } from '@tinyml/codegen';
import { builtinPasses } from '@tinyml/passes';
import { Ajv } from 'ajv';
import { editorSchema } from '../src/editor-schema.ts';

const schema = editorSchema(boards, builtinPasses);
const accepts = new Ajv({ strict: false }).compile(schema);
const manifest = (more: object): object => ({ version: 1, model: 'a.h5', target: { board: 'uno' }, ...more });

describe('the schema for editors', () => {
  test.each([
    {},
    { passes: 'auto' },
    { passes: ['fold-constants', { quantize: { mode: 'int8' } }, '@acme/tinyml-pass-x', { './mine.js': { a: 1 } }] },
    { target: { core: 'cortex-m3' }, priority: 'latency' },
  ])('accepts %j', (more) => {
    expect(accepts(manifest(more))).toBe(true);
  });

  test.each([
    { target: { board: 'unno' } },
    { passes: [{ quantize: { mode: 'int9' } }] },
    { passes: [{ quantize: {}, 'fold-constants': {} }] },
    { prority: 'size' },
  ])('refuses %j', (more) => {
    expect(accepts(manifest(more))).toBe(false);
  });

  test('says what each board, pass and option is', () => {
    const text = JSON.stringify(schema);
    for (const { id } of boards) expect(text).toContain(`{"const":"${id}","description":`);
    for (const { name, summary } of builtinPasses)
      expect(text).toContain(JSON.stringify({ const: name, description: summary }));
  });
});
