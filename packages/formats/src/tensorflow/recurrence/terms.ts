import { isControl, outputPosition, parseReference } from '../reference.ts';
import type { FunctionDef, NodeDef } from '../schema.ts';

/** What a reference in a function's body means: an argument, or a result of a node. */
export type Term =
  | { readonly kind: 'argument'; readonly index: number; readonly reference: string }
  | {
      readonly kind: 'result';
      readonly node: NodeDef;
      readonly position: number;
      readonly reference: string;
      readonly operands: readonly string[];
    };

export type Result = Extract<Term, { kind: 'result' }>;

/** The body of a function, to be compared with what is looked for. */
export interface Terms {
  /** What a reference means, through identities. */
  term(reference: string): Term | undefined;
  /** The node of one of these operators that a reference is the only, or the first, result of. */
  result(reference: string, ...ops: readonly string[]): Result | undefined;
  argument(reference: string): number | undefined;
  /** Operands of sums of sums. */
  summands(reference: string): readonly string[];
  /** Whether the value depends on one of these arguments. */
  depends(reference: string, args: ReadonlySet<number>): boolean;
}

const sums = ['Add', 'AddV2', 'BiasAdd'];
const mostSummands = 8;

export const termsOf = ({ signature, node: list }: FunctionDef): Terms => {
  const nodes = new Map(list.map((node) => [node.name, node]));
  const args = new Map((signature?.inputs ?? []).map(({ name }, index) => [name, index]));
  const term: Terms['term'] = (start) => {
    let reference = start;
    for (let hops = 0; hops < 16; hops++) {
      const index = args.get(reference);
      if (index !== undefined) return { kind: 'argument', index, reference };
      const parsed = parseReference(reference);
      const node = nodes.get(parsed.node);
      if (node === undefined) return undefined;
      const operands = node.input.filter((input) => !isControl(input));
      const [first] = operands;
      if (node.op !== 'Identity' || first === undefined)
        return { kind: 'result', node, position: outputPosition(node.op, parsed), reference, operands };
      reference = first;
    }
    return undefined;
  };
  const result: Terms['result'] = (reference, ...ops) => {
    const found = term(reference);
    return found?.kind === 'result' && ops.includes(found.node.op) ? found : undefined;
  };
  const summands = (reference: string, depth = 0): readonly string[] => {
    const sum = depth < mostSummands ? result(reference, ...sums) : undefined;
    return sum === undefined ? [reference] : sum.operands.flatMap((operand) => summands(operand, depth + 1));
  };
  return {
    term,
    result,
    argument(reference) {
      const found = term(reference);
      return found?.kind === 'argument' ? found.index : undefined;
    },
    summands: (reference) => summands(reference),
    depends(reference, wanted) {
      const seen = new Set<string>();
      const pending = [reference];
      for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
        const found = term(at);
        if (found === undefined) return true;
        if (found.kind === 'argument') {
          if (wanted.has(found.index)) return true;
        } else if (!seen.has(found.node.name)) {
          seen.add(found.node.name);
          pending.push(...found.operands);
        }
      }
      return false;
    },
  };
};

/** What `match` finds of two operands in either order. */
export const either = <Found>(
  term: Result | undefined,
  match: (a: string, b: string) => Found | undefined,
): Found | undefined => {
  const [a, b] = term?.operands ?? [];
  return a === undefined || b === undefined ? undefined : (match(a, b) ?? match(b, a));
};
