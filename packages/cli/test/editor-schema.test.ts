import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { boards } from '@tinyml/codegen';
import { layerFormsOf } from '@tinyml/formats';
import { builtinOperatorTable } from '@tinyml/operators';
import { builtinPasses } from '@tinyml/passes';
import { Ajv } from 'ajv';
import { editorSchema } from '../src/editor-schema.ts';

const schema = editorSchema(boards, builtinPasses, layerFormsOf(builtinOperatorTable));
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

  test('knows the layers of untrained networks, with all their options', () => {
    const model = schema.properties?.['model'];
    const entry = model?.anyOf?.[1]?.properties?.['layers']?.items;
    const { residual, ...layers } = entry?.anyOf?.[1]?.properties ?? {};
    const file = join(dirname(fileURLToPath(import.meta.url)), 'cases/editor-schema/layers.json');
    expect(layers).toEqual(JSON.parse(readFileSync(file, 'utf8')));
    expect(residual?.anyOf).toHaveLength(2);
    // The whole, as it was printed while core named the layers itself: also the order, which editors show.
    const digest = createHash('sha256').update(JSON.stringify(model)).digest('hex');
    expect(digest).toBe('66e8a6cf6b63399dfa53b4fc79bf5d5052be8a120fa7ada1ad7b75f4514455a0');
  });
});
