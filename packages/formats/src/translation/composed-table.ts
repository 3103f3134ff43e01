import { slotOf, TinymlError, type OperatorTable, type Slot } from '@tinyml/core';
import { badDefinition } from '@tinyml/core/internal';

/** What translates each operator of a format, by its name there. */
export type ComposedTable<Build> = ReadonlyMap<string, Build>;

const compose = <Build>(
  slot: Slot<Readonly<Record<string, Build>>>,
  compositions: readonly Readonly<Record<string, Build>>[],
  operators: OperatorTable,
): ComposedTable<Build> => {
  const sources: readonly (readonly [owner: string, entry: Readonly<Record<string, Build>>])[] = [
    ...[...operators.values()].flatMap((operator) => {
      const entry = slotOf(slot, operator);
      return entry === undefined ? [] : [[`operator ${operator.name}`, entry] as const];
    }),
    ...compositions.map((entry) => ['tinyml', entry] as const),
  ];
  const owners = new Map<string, string>();
  const table = new Map<string, Build>();
  for (const [owner, entry] of sources)
    for (const [name, build] of Object.entries(entry)) {
      const other = owners.get(name);
      if (other !== undefined)
        throw new TinymlError(badDefinition(`slot ${slot.name} of ${owner}`, `${other} has the operator ${name} already`)); // prettier-ignore
      owners.set(name, owner);
      table.set(name, build);
    }
  return table;
};

/**
 * The table of a format: what the operators' slots say, and `compositions`, which make several operators of one. Composed once for
 * a table of operators.
 * @throws TinymlError (TML313) from the function that is returned, where two claim one operator of the format
 */
export const composedTable = <Build>(
  slot: Slot<Readonly<Record<string, Build>>>,
  compositions: readonly Readonly<Record<string, Build>>[],
): ((operators: OperatorTable) => ComposedTable<Build>) => {
  const composed = new WeakMap<OperatorTable, ComposedTable<Build>>();
  return (operators) => {
    const known = composed.get(operators) ?? compose(slot, compositions, operators);
    composed.set(operators, known);
    return known;
  };
};
