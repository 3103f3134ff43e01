import { TinymlError } from '@tinyml/core';
import { shapesByName, type ImportContext } from '@tinyml/core/internal';
import { inconsistentModel } from '../diagnostics/model.ts';
import { fixedShapes } from '../translation/fixed-shapes.ts';
import type { Program } from './program.ts';

interface Input {
  readonly name: string;
  readonly sizes: readonly (number | string)[];
}

/** Sizes of symbols, which several inputs may have in common: as the manifest gives one of them, 1 for a batch. */
const boundSymbols = (path: string, inputs: readonly Input[], context: Pick<ImportContext, 'inputs'>) => {
  const names = inputs.map(({ name }) => name);
  const given = context.inputs === undefined ? {} : shapesByName(path, names, context.inputs);
  const bound = new Map<string, number>();
  for (const { name, sizes } of inputs)
    sizes.forEach((size, axis) => {
      const wanted = Object.hasOwn(given, name) ? given[name]?.[axis] : undefined;
      if (typeof size === 'string' && wanted !== undefined && !bound.has(size)) bound.set(size, wanted);
    });
  for (const { sizes } of inputs) {
    const [batch] = sizes;
    if (typeof batch === 'string' && !bound.has(batch)) bound.set(batch, 1);
  }
  return bound;
};

/**
 * The shapes of a program's inputs, by their names.
 * @throws TinymlError TML206 for an input without a type, TML207 for sizes that stay open, TML245 to TML247
 */
export const inputShapes = (
  path: string,
  program: Program,
  context: Pick<ImportContext, 'inputs'>,
): ReadonlyMap<string, readonly number[]> => {
  const inputs = program.inputs.flatMap((input): readonly Input[] => {
    if (input.kind !== 'user') return [];
    const meta = program.tensors.get(input.name);
    if (meta === undefined) throw new TinymlError(inconsistentModel(path, `input ${input.name}`, 'it has no type'));
    return [{ name: input.name, sizes: meta.sizes }];
  });
  const bound = boundSymbols(path, inputs, context);
  const open = inputs.map(({ name, sizes }) => ({
    name,
    shape: sizes.map((size) => (typeof size === 'number' ? size : (bound.get(size) ?? null))),
  }));
  const shapes = fixedShapes(path, open, context);
  return new Map(inputs.map(({ name }, i) => [name, shapes[i] ?? []]));
};
