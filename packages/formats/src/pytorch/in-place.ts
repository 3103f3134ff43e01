import { isTensorName, type Argument, type ProgramNode } from './program.ts';

/** Operators whose result shares the memory of their first operand. */
const views = /^aten\.(view|reshape|transpose|permute|select|slice|squeeze|unsqueeze|expand|alias|detach|flatten|unflatten|t|chunk|split|split_with_sizes|unbind|narrow|diagonal|as_strided|dropout|contiguous|to|_to_copy|movedim|swapaxes|view_as|expand_as|reshape_as|adjoint|mT|unfold)$/; // prettier-ignore

/** `relu_` changes its operand; `__and__` does not. */
export const changesOperand = (operator: string): boolean => /[^_.]_$/.test(operator);

const first = ({ args }: ProgramNode): string | undefined => {
  const [argument] = args.values();
  return isTensorName(argument) ? argument.tensor : undefined;
};

const renamed = (argument: Argument, names: ReadonlyMap<string, string>): Argument => {
  if (argument === null || typeof argument !== 'object') return argument;
  if (Array.isArray(argument)) return (argument as readonly Argument[]).map((one) => renamed(one, names));
  return isTensorName(argument) ? { tensor: names.get(argument.tensor) ?? argument.tensor } : argument;
};

export interface Functional {
  readonly nodes: readonly ProgramNode[];
  /** Nodes that change what another name still stands for. */
  readonly refused: ReadonlySet<ProgramNode>;
  /** The last value of each tensor that nodes change. */
  readonly latest: ReadonlyMap<string, string>;
}

/**
 * The same nodes without changes in place: what comes after such a node reads its result. A tensor that shares memory with
 * what is changed, and is read later, cannot be followed.
 */
export const withoutChangesInPlace = (nodes: readonly ProgramNode[], outputs: readonly string[]): Functional => {
  const latest = new Map<string, string>();
  const memory = new Map<string, string>();
  const refused = new Set<ProgramNode>();
  const lastRead = new Map<string, number>();
  nodes.forEach(({ args }, at) => {
    const note = (argument: Argument): void => {
      if (Array.isArray(argument)) (argument as readonly Argument[]).forEach(note);
      else if (isTensorName(argument)) lastRead.set(argument.tensor, at);
    };
    for (const argument of args.values()) note(argument);
  });
  for (const name of outputs) lastRead.set(name, nodes.length);
  const memoryOf = (name: string): string => memory.get(name) ?? name;
  const sharing = new Map<string, string[]>();
  const share = (name: string, owner: string): void => {
    memory.set(name, owner);
    sharing.set(owner, [...(sharing.get(owner) ?? [owner]), name]);
  };
  const result = nodes.map((node, at) => {
    const operand = first(node);
    const changed = { ...node, args: new Map([...node.args].map(([key, value]) => [key, renamed(value, latest)])) };
    const [output] = node.outputs;
    if (operand === undefined || output === undefined) return changed;
    const owner = memoryOf(operand);
    if (changesOperand(node.operator)) {
      const others = (sharing.get(owner) ?? []).filter((name) => name !== operand);
      if (others.some((name) => (lastRead.get(name) ?? -1) > at)) refused.add(changed);
      for (const [name, value] of latest)
        if (value === operand || value === latest.get(operand)) latest.set(name, output);
      latest.set(operand, output);
      // The result is the operand itself, under another name.
      memory.set(output, owner);
    } else if (views.test(node.operator)) for (const name of node.outputs) if (name !== undefined) share(name, owner);
    return changed;
  });
  return { nodes: result, refused, latest };
};
