/** What a .pt2 file holds, in the words of torch.export's schema (torch/_export/serde/schema.py), checked. */

/** A tensor among the arguments of a node. */
export interface TensorName {
  readonly tensor: string;
}

/** A number that is computed from shapes. */
export interface SymbolName {
  readonly symbol: string;
}

/** A graph that a control operator runs. */
export interface GraphName {
  readonly graph: string;
}

export type Argument = null | boolean | number | string | TensorName | SymbolName | GraphName | readonly Argument[];

/** Strides are in elements; a size is the name of a symbol, or an expression, where it is not fixed. */
export interface TensorMeta {
  readonly scalarType: number;
  readonly sizes: readonly (number | string)[];
  readonly strides: readonly (number | string)[];
  readonly offset: number | string;
}

export interface ProgramNode {
  /** `aten.conv2d` without its overload. */
  readonly operator: string;
  /** `default`, `Tensor`, … */
  readonly overload: string;
  /** The node's own name. */
  readonly name: string;
  /** Of the module that called it, by its attributes: `encoder.layers.0`; '' in the model itself. */
  readonly module: string;
  readonly args: ReadonlyMap<string, Argument>;
  /** undefined for a result that nothing reads. */
  readonly outputs: readonly (string | undefined)[];
}

/** What a placeholder of the graph stands for. `stored`: the name of a tensor in the archive. */
export type ProgramInput =
  | { readonly kind: 'user'; readonly name: string }
  | { readonly kind: 'stored'; readonly name: string; readonly stored: string; readonly buffer: boolean }
  | { readonly kind: 'number'; readonly name: string; readonly value: Argument };

export type ProgramOutput =
  | { readonly kind: 'user'; readonly value: Argument }
  /** The next value of a buffer. */
  | { readonly kind: 'buffer'; readonly name: string; readonly buffer: string };

export interface Program {
  readonly nodes: readonly ProgramNode[];
  readonly inputs: readonly ProgramInput[];
  readonly outputs: readonly ProgramOutput[];
  readonly tensors: ReadonlyMap<string, TensorMeta>;
}

export const isTensorName = (argument: Argument | undefined): argument is TensorName =>
  typeof argument === 'object' && argument !== null && 'tensor' in argument;

export const isSymbolName = (argument: Argument | undefined): argument is SymbolName =>
  typeof argument === 'object' && argument !== null && 'symbol' in argument;

/** All tensors and computed numbers among arguments, in their order. */
export const valuesIn = (argument: Argument): readonly string[] => {
  if (argument === null || typeof argument !== 'object') return [];
  if (Array.isArray(argument)) return (argument as readonly Argument[]).flatMap(valuesIn);
  if (isTensorName(argument)) return [argument.tensor];
  return isSymbolName(argument) ? [argument.symbol] : [];
};
