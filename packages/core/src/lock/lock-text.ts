import { Document, parseDocument } from 'yaml';
import { canonicalJson } from '../ir/digest.ts';
import type { Json } from '../pipeline/json.ts';
import type { Lock } from './lock.ts';

const heading =
  ' What `passes: auto` takes while the digests under `inputs` hold. Written by tinyml; `tinyml explore` chooses anew.\n' +
  ' Comments stay. Commit this file: `tinyml build --frozen` fails where it does not match.';

/** Names in the order of the alphabet, so that equal locks are equal bytes. */
const sorted = <T>(mapping: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(mapping).toSorted(([a], [b]) => (a < b ? -1 : 1)));

const contentOf = ({ schema, inputs, passes, kernels, figures, weights, evaluations, seed, heldOut }: Lock) => ({
  schema,
  inputs: sorted(inputs),
  passes: passes.map(({ name, version, options }) => ({ name, version, options: sorted(options) })),
  kernels,
  figures: sorted(figures),
  weights,
  evaluations,
  seed,
  ...(heldOut && { heldOut: { split: heldOut.split, share: heldOut.share } }),
});

/** The text of a lock. `former`: the text that it replaces, whose comments stay, and which stays itself where it says the same. */
export const lockText = (lock: Lock, former?: string): string => {
  const content = contentOf(lock);
  const old = former === undefined ? undefined : parseDocument(former);
  const isUsable = old !== undefined && old.errors.length === 0 && typeof old.toJS() === 'object' && old.has('schema');
  if (!isUsable) {
    const document = new Document(content);
    document.commentBefore = heading;
    return document.toString({ lineWidth: 0 });
  }
  if (former !== undefined && canonicalJson(old.toJS() as Json) === canonicalJson(content as unknown as Json))
    return former;
  for (const [key, value] of Object.entries(content)) {
    // A value that stays keeps the comments within it.
    const same = canonicalJson((old.toJS() as Record<string, Json>)[key] ?? null) === canonicalJson(value as Json);
    if (!same || !old.has(key)) old.set(key, old.createNode(value));
  }
  if (lock.heldOut === undefined) old.delete('heldOut');
  return old.toString({ lineWidth: 0 });
};
