import { type LayerForms, type Pass } from '@tinyml/core';
import { manifestSchema, type Board, type ManifestSchema } from '@tinyml/core/internal';

const choices = (found: readonly (readonly [value: string, description: string])[]): ManifestSchema => ({
  anyOf: found.map(([value, description]) => ({ const: value, description })),
});

const boardSchema = (board: ManifestSchema, boards: readonly Board[]): ManifestSchema => ({
  ...board,
  ...choices(
    boards.map(({ id, name, core, clockHz, flash, ram }) => [
      id,
      `${name}: ${core}, ${String(clockHz / 1e6)} MHz, ${String(flash / 1024)} KiB of flash, ${String(ram / 1024)} KiB of RAM`,
    ]),
  ),
});

/** Other strings are passes of packages or files; a mapping has one pass with its options. */
const passSchema = (passes: readonly Pass[]): ManifestSchema => ({
  anyOf: [
    choices(passes.map(({ name, summary }) => [name, summary])),
    { type: 'string', description: 'a pass of a package: @acme/tinyml-pass-x, package#pass, or ./my-pass.js' },
    {
      type: 'object',
      minProperties: 1,
      maxProperties: 1,
      properties: Object.fromEntries(
        passes.map(({ name, options, summary }) => [
          name,
          { description: summary, ...(options as unknown as ManifestSchema) },
        ]),
      ),
    },
  ],
});

/** The manifest's schema with all that an editor can offer: boards, layers, and passes with their options. */
export const editorSchema = (boards: readonly Board[], passes: readonly Pass[], layers: LayerForms): ManifestSchema => {
  const schema = manifestSchema(layers);
  const { properties = {} } = schema;
  const { target = {}, passes: list = {} } = properties;
  return {
    ...schema,
    properties: {
      ...properties,
      target: {
        ...target,
        properties: { ...target.properties, board: boardSchema(target.properties?.['board'] ?? {}, boards) },
      },
      passes: {
        ...list,
        examples: ['auto', ['fold-constants', { quantize: { mode: 'int8' } }]],
        anyOf: [
          { type: 'string', enum: ['auto', 'lossless'] },
          { type: 'array', items: passSchema(passes) },
        ],
      },
    },
  };
};
