import {
  openGraph,
  OperatorError,
  type Graph,
  type GraphBuilder,
  type Operator,
  type OpName,
  type Ops,
  type SourceNode,
  type Tensor,
  type TensorData,
  type TensorType,
  type ValueId,
} from '@tinyml/core';
import { type ImportContext } from '@tinyml/core/internal';
import { openFolding } from './folding.ts';

export interface AssemblyPlace {
  readonly name: string;
  /** The name of results that are computed at once. Default: `name`. */
  readonly folded?: string;
  readonly source?: SourceNode;
  /** Types of the results that the operands do not tell: those of stored integers. */
  readonly types?: readonly TensorType[];
  /** The node gets into the graph, even where it depends on constants alone. */
  readonly kept?: true;
}

/**
 * A graph that grows operator by operator, for formats that compute shapes with operators: what depends on constants
 * alone is computed at once, and constants that no node reads do not get into the graph.
 */
export interface Assembly {
  input(name: string, type: TensorType): ValueId;
  constant(name: string, type: TensorType, data: TensorData): ValueId;
  /** All results of one operator. @throws OperatorError where the operands do not fit */
  emitAll<Name extends OpName>(
    op: Name,
    attrs: Ops[Name],
    inputs: readonly (ValueId | null)[],
    place: AssemblyPlace,
  ): readonly ValueId[];
  state: GraphBuilder['state'];
  keep: GraphBuilder['keep'];
  typeOf(id: ValueId): TensorType;
  /** The elements of a constant; undefined where they depend on an input. */
  data(id: ValueId): TensorData | undefined;
  /** @throws OperatorError where an output is neither computed nor an input */
  finish(name: string, outputs: readonly ValueId[]): Graph;
}

/** Bytes of constants that an importer makes of others: weights in another order are those of a large model, once. */
const mostFolded = 2 ** 28;

interface Constant extends Tensor {
  readonly name: string;
  /** Where the graph has it. */
  placed?: ValueId;
}

export const openAssembly = (context: ImportContext): Assembly => {
  const builder = openGraph(context);
  const fold = openFolding(mostFolded);
  const constants = new Map<ValueId, Constant>();
  const plain = (name: string): string => name.replaceAll('\0', '');

  const typeOf = (id: ValueId): TensorType => constants.get(id)?.type ?? builder.typeOf(id);
  /** No name of a file holds a NUL here, so that no constant is taken for a value of the graph. */
  const constant: Assembly['constant'] = (name, type, data) => {
    const id = `\0${String(constants.size)}`;
    constants.set(id, { name: plain(name), type, data });
    return id;
  };
  const place = (id: ValueId): ValueId => {
    const known = constants.get(id);
    if (known === undefined) return id;
    known.placed ??= builder.constant(known.name, known.type, known.data);
    return known.placed;
  };

  return {
    input: (name, type) => builder.input(plain(name), type),
    constant,
    emitAll(op, attrs, inputs, at) {
      const operator = context.operators.get(op) as Operator<typeof op> | undefined;
      if (operator === undefined) throw new OperatorError(`needs the operator ${op}, which is not there`);
      const name = plain(at.name);
      const types = inputs.map((id) => (id === null ? null : typeOf(id)));
      const tensors = inputs.map((id) => (id === null ? null : constants.get(id)));
      const isKnown = operator.fromTypes === true || tensors.every((tensor) => tensor !== undefined);
      if (at.kept !== true && isKnown) {
        const operands = inputs.map((id) => {
          const data = id === null ? undefined : constants.get(id)?.data;
          return id === null ? null : { type: typeOf(id), ...(data && { constant: data }) };
        });
        const outputs = at.types ?? operator.infer({ attrs, inputs: operands });
        const results = fold({ operator: operator as unknown as Operator, attrs, inputs: tensors, types, outputs });
        if (results !== undefined) {
          const folded = at.folded ?? at.name;
          return outputs.map((type, i) => constant(folded, type, results[i] as TensorData));
        }
      }
      return builder.emitAll(
        op,
        attrs,
        inputs.map((id) => (id === null ? null : place(id))),
        { name, ...(at.source && { source: at.source }), ...(at.types && { types: at.types }) },
      );
    },
    state: (name, type) => builder.state(plain(name), type),
    keep(state, next) {
      builder.keep(state, place(next));
    },
    typeOf,
    data: (id) => constants.get(id)?.data,
    finish: (name, outputs) => builder.finish(plain(name), outputs.map(place)),
  };
};
