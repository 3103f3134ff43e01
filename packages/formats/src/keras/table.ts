import { slotOf, TinymlError, type OperatorTable } from '@tinyml/core';
import { badDefinition } from '@tinyml/core/internal';
import type { DescribedLayer } from '../layers/described-layer.ts';
import { openOptionForms } from '../layers/option-forms.ts';
import { compositions } from './compositions/list.ts';
import type { KerasActivation, LayerKind } from './layer.ts';
import { kerasSlot, type KerasEntry } from './slot.ts';

type Variant = NonNullable<KerasEntry['variants']>[string];

/** All of Keras that is read: what the operators' rooms know of it, and the compositions of several operators. */
export interface KerasTable {
  readonly layers: ReadonlyMap<string, LayerKind>;
  readonly operations: ReadonlyMap<string, LayerKind>;
  readonly activations: ReadonlyMap<string, KerasActivation>;
  readonly activationLayers: ReadonlyMap<string, KerasActivation>;
  readonly variants: ReadonlyMap<string, readonly Variant[]>;
  /** Names of the activations that a manifest's layers may have, as Keras writes them. */
  readonly listed: readonly string[];
  /** Layers that a manifest may describe a network by, in the order of their names. */
  readonly described: ReadonlyMap<string, DescribedLayer>;
}

interface Source {
  /** As messages name it. */
  readonly owner: string;
  readonly entry: KerasEntry;
}

/** @throws TinymlError (TML313) where two sources have one name */
const collect = <T>(
  sources: readonly Source[],
  what: string,
  partOf: (entry: KerasEntry) => Readonly<Record<string, T>> | undefined,
): ReadonlyMap<string, T> => {
  const owners = new Map<string, string>();
  const found = new Map<string, T>();
  for (const { owner, entry } of sources)
    for (const [name, value] of Object.entries(partOf(entry) ?? {})) {
      const other = owners.get(name);
      if (other !== undefined)
        throw new TinymlError(badDefinition(`slot keras of ${owner}`, `${other} has ${what} ${name} already`));
      owners.set(name, owner);
      found.set(name, value);
    }
  return found;
};

/** A layer that is an activation with options of its own. */
const asLayer = (name: string, { check }: KerasActivation): LayerKind => ({
  pointwise: true,
  anyRank: true,
  ...(check && { check }),
  build: (call) => call.apply(name, call.input(), call.options.config),
});

/** An activation by its name, as an operation on a tensor. */
const asOperation = (name: string): LayerKind => ({
  pointwise: true,
  build: (call) => call.apply(name, call.given.operand()),
});

const compose = (operators: OperatorTable): KerasTable => {
  const sources: readonly Source[] = [
    ...[...operators.values()].flatMap((operator) => {
      const entry = slotOf(kerasSlot, operator);
      if (entry === undefined) return [];
      const from = operator.package === undefined ? '' : ` of ${operator.package}`;
      return [{ owner: `operator ${operator.name}${from}`, entry }];
    }),
    ...compositions.map((entry) => ({ owner: 'tinyml', entry })),
  ];
  const activations = collect(sources, 'the activation', (entry) => entry.activations);
  const activationLayers = collect(sources, 'the activation', (entry) => entry.activationLayers);
  const layers = collect(sources, 'the layer', ({ layers: own, activationLayers: further = {} }) => ({
    ...own,
    ...Object.fromEntries(Object.entries(further).map(([name, activation]) => [name, asLayer(name, activation)])),
  }));
  const operations = collect(sources, 'the operation', (entry) => entry.operations);
  const variants = new Map<string, readonly Variant[]>();
  for (const { entry } of sources)
    for (const [name, variant] of Object.entries(entry.variants ?? {}))
      variants.set(name, [...(variants.get(name) ?? []), variant]);
  const listed = [...activations]
    .filter(([, { listed: place }]) => place !== undefined)
    .toSorted(([, a], [, b]) => (a.listed ?? 0) - (b.listed ?? 0))
    .map(([name]) => name);
  const option = openOptionForms(listed);
  const described = collect(sources, 'the described layer', (entry) => entry.described?.(option));
  return {
    layers,
    activations,
    activationLayers,
    variants,
    listed,
    operations: new Map([...[...activations.keys()].map((name) => [name, asOperation(name)] as const), ...operations]),
    described: new Map([...described].toSorted(([a], [b]) => (a < b ? -1 : 1))),
  };
};

const composed = new WeakMap<OperatorTable, KerasTable>();

/**
 * What of Keras these operators are; composed once for a table of operators.
 * @throws TinymlError (TML313) where two operators claim one layer, operation or activation
 */
export const kerasTableOf = (operators: OperatorTable): KerasTable => {
  const known = composed.get(operators) ?? compose(operators);
  composed.set(operators, known);
  return known;
};
