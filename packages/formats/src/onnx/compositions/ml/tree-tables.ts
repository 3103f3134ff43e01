import { TranslationError } from '../../../translation/translation-error.ts';
import type { Attributes } from '../../attributes.ts';

/** All nodes of an ensemble side by side. A leaf leads to itself, so that shorter paths wait for the longest. */
export interface TreeTables {
  readonly features: readonly number[];
  readonly limits: readonly number[];
  /** Where the comparison holds, and where it does not. */
  readonly yes: readonly number[];
  readonly no: readonly number[];
  readonly roots: readonly number[];
  /** Comparisons on the longest path. */
  readonly depth: number;
  /** x ≤ limit, or x < limit. */
  readonly includesLimit: boolean;
  /** For each node what it adds to each of `targets` results: zeros where it is no leaf. */
  readonly weights: readonly number[];
}

const swapped: Readonly<Record<string, string>> = { BRANCH_GT: 'BRANCH_LEQ', BRANCH_GTE: 'BRANCH_LT' };

const keyOf = (tree: number | undefined, node: number | undefined): string => `${String(tree)}/${String(node)}`;

/** @throws TranslationError for nodes that are no trees, and for comparisons of several kinds */
export const readTrees = (attributes: Attributes, prefix: 'target' | 'class', targets: number): TreeTables => {
  const list = (name: string): readonly number[] => attributes.ints(name) ?? [];
  const [trees, ids] = [list('nodes_treeids'), list('nodes_nodeids')];
  const modes = attributes.texts('nodes_modes');
  const [yesIds, noIds] = [list('nodes_truenodeids'), list('nodes_falsenodeids')];
  if (list('nodes_missing_value_tracks_true').some((flag) => flag !== 0)) throw new TranslationError('nodes_missing_value_tracks_true is not supported'); // prettier-ignore
  attributes.ignore('nodes_hitrates');
  const places = new Map(ids.map((id, i) => [keyOf(trees[i], id), i]));
  const isLeaf = (i: number): boolean => modes[i] === 'LEAF';
  const placeOf = (i: number, id: number | undefined): number => {
    const place = places.get(keyOf(trees[i], id));
    if (place === undefined) throw new TranslationError(`tree ${String(trees[i])} has no node ${String(id)}`);
    return place;
  };
  const kinds = new Set(modes.filter((mode) => mode !== 'LEAF').map((mode) => swapped[mode] ?? mode));
  const [kind = 'BRANCH_LEQ', another] = [...kinds];
  if (another !== undefined || !['BRANCH_LEQ', 'BRANCH_LT'].includes(kind)) throw new TranslationError(`nodes_modes ${[...kinds].join(', ')} are not supported`); // prettier-ignore
  const next = (i: number, holds: boolean): number => {
    if (isLeaf(i)) return i;
    const isSwapped = swapped[modes[i] ?? ''] !== undefined;
    return placeOf(i, (holds === isSwapped ? noIds : yesIds)[i]);
  };
  const [yes, no] = [ids.map((_, i) => next(i, true)), ids.map((_, i) => next(i, false))];
  // The first node of each tree is its root.
  const firsts = new Map<number, number>();
  trees.forEach((tree, i) => {
    if (!firsts.has(tree)) firsts.set(tree, i);
  });
  const roots = [...firsts.values()];
  // A node that two others lead to is looked at once.
  const heights = new Map<number, number>();
  const heightOf = (i: number, above: number): number => {
    if (above > 100) throw new TranslationError('a tree is deeper than 100 nodes');
    const known = isLeaf(i) ? 0 : heights.get(i);
    if (known !== undefined) return known;
    const height = 1 + Math.max(heightOf(yes[i] ?? i, above + 1), heightOf(no[i] ?? i, above + 1));
    heights.set(i, height);
    return height;
  };
  const weights = new Array<number>(ids.length * targets).fill(0);
  const [ownTrees, ownNodes, ownTargets] = [
    list(`${prefix}_treeids`),
    list(`${prefix}_nodeids`),
    list(`${prefix}_ids`),
  ];
  (attributes.floats(`${prefix}_weights`) ?? []).forEach((weight, k) => {
    const place = places.get(keyOf(ownTrees[k], ownNodes[k]));
    const target = ownTargets[k] ?? 0;
    if (place === undefined || !(target >= 0 && target < targets)) throw new TranslationError(`a weight for no node or no target`); // prettier-ignore
    weights[place * targets + target] = (weights[place * targets + target] ?? 0) + weight;
  });
  return {
    features: list('nodes_featureids'),
    limits: attributes.floats('nodes_values') ?? [],
    yes,
    no,
    roots,
    depth: roots.reduce((most, root) => Math.max(most, heightOf(root, 0)), 0),
    includesLimit: kind === 'BRANCH_LEQ',
    weights,
  };
};
