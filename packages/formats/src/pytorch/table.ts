import { slotOf, TinymlError, type OperatorTable } from '@tinyml/core';
import { badDefinition } from '@tinyml/core/internal';
import { compositions } from './compositions/list.ts';
import { pytorchSlot, type PytorchEntry, type TorchBuild } from './slot.ts';

/** What translates each operator of a program, by its name. */
export type TorchTable = ReadonlyMap<string, TorchBuild>;

const compose = (operators: OperatorTable): TorchTable => {
  const sources: readonly (readonly [owner: string, entry: PytorchEntry])[] = [
    ...[...operators.values()].flatMap((operator) => {
      const entry = slotOf(pytorchSlot, operator);
      return entry === undefined ? [] : [[`operator ${operator.name}`, entry] as const];
    }),
    ...compositions.map((entry) => ['tinyml', entry] as const),
  ];
  const owners = new Map<string, string>();
  const table = new Map<string, TorchBuild>();
  for (const [owner, entry] of sources)
    for (const [name, build] of Object.entries(entry)) {
      const other = owners.get(name);
      if (other !== undefined)
        throw new TinymlError(badDefinition(`slot pytorch of ${owner}`, `${other} has the operator ${name} already`));
      owners.set(name, owner);
      table.set(name, build);
    }
  return table;
};

const composed = new WeakMap<OperatorTable, TorchTable>();

/** Composed once for a table of operators. @throws TinymlError (TML313) where two claim one operator of PyTorch's */
export const torchTableOf = (operators: OperatorTable): TorchTable => {
  const known = composed.get(operators) ?? compose(operators);
  composed.set(operators, known);
  return known;
};
