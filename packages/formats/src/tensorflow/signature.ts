import { didYouMean, TinymlError } from '@tinyml/core';
import { noSignatures } from '@tinyml/core/internal';
import { unknownSignature } from '../diagnostics/model.ts';
import type { MetaGraphDef, SignatureDef } from './schema.ts';

/** An input or an output of a model: its name, and the tensor of the graph. */
export interface End {
  readonly name: string;
  readonly tensor: string;
}

const inOrder = new Intl.Collator('en', { numeric: true });

/** A map has no order of its own in a file: `output_2` stands before `output_10`. */
export const sorted = <Value>(map: ReadonlyMap<string, Value>): readonly (readonly [string, Value])[] =>
  [...map].sort(([a], [b]) => inOrder.compare(a, b));

const isModel = ([, { outputs }]: readonly [string, SignatureDef]): boolean =>
  [...outputs.values()].some(({ dtype }) => (dtype ?? 0) !== 0);

/** What a model is called by when nothing is said. */
const usual = 'serving_default';

/**
 * The wanted signature, else `serving_default`, else the first by its name.
 * @throws TinymlError TML240, TML241
 */
export const chooseSignature = (
  path: string,
  { signatures }: MetaGraphDef,
  wanted: string | undefined,
): SignatureDef | undefined => {
  const models = sorted(signatures).filter(([name, signature]) => isModel([name, signature]) && !name.startsWith('__'));
  const names = models.map(([name]) => name);
  if (wanted === undefined) return signatures.get(names.includes(usual) ? usual : (names[0] ?? ''));
  if (names.length === 0) throw new TinymlError(noSignatures(path, wanted));
  if (!names.includes(wanted)) throw new TinymlError(unknownSignature(path, wanted, names, didYouMean(wanted, names)));
  return signatures.get(wanted);
};
