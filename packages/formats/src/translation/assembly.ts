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
  /** Graphs that the operator runs: it gets into the graph as well. */
  readonly graphs?: readonly Graph[];
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
  /**
   * A graph of its own, for a node that holds it: what `work` puts there. Its inputs are `values`, which `work` is given, and
   * `operands`, which it may read by their names outside; nothing else that is computed outside can be read. @throws OperatorError
   */
  nested(
    name: string,
    values: readonly ValueId[],
    operands: readonly ValueId[],
    work: (values: readonly ValueId[], operands: readonly ValueId[]) => readonly ValueId[],
  ): Graph;
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
}

/** A graph that is being built. Values of nested ones have names that no file has, and no other graph. */
interface Scope {
  readonly builder: GraphBuilder;
  readonly prefix: string;
  /** What names from elsewhere are here: constants, and operands by their names outside. */
  readonly known: Map<ValueId, ValueId>;
}

export const openAssembly = (context: ImportContext): Assembly => {
  const outermost: Scope = { builder: openGraph(context), prefix: '', known: new Map() };
  const types = new Map<ValueId, TensorType>();
  let scope = outermost;
  let scopes = 0;
  const fold = openFolding(mostFolded);
  const constants = new Map<ValueId, Constant>();
  const plain = (name: string): string => name.replaceAll('\0', '');

  const typeOf = (id: ValueId): TensorType => constants.get(id)?.type ?? types.get(id) ?? outermost.builder.typeOf(id);
  /** No name of a file holds a NUL here, so that no constant is taken for a value of the graph. */
  const constant: Assembly['constant'] = (name, type, data) => {
    const id = `\0${String(constants.size)}`;
    constants.set(id, { name: plain(name), type, data });
    return id;
  };
  /** What a value is called in the graph that is being built. @throws OperatorError for one of another graph */
  const place = (id: ValueId): ValueId => {
    const known = scope.known.get(id);
    if (known !== undefined) return known;
    const own = constants.get(id);
    if (own !== undefined) {
      const placed = scope.builder.constant(own.name, own.type, own.data);
      scope.known.set(id, placed);
      return placed;
    }
    if (scope === outermost) return id;
    throw new OperatorError(
      `a graph within it reads ${id.replaceAll('\0', ' ').trim()}, which is computed outside and no operand`,
    );
  };
  /** A value of the graph that is being built, as others see it. */
  const shown = (id: ValueId): ValueId => {
    if (scope === outermost) return id;
    const name = `${scope.prefix}${id}`;
    scope.known.set(name, id);
    types.set(name, scope.builder.typeOf(id));
    return name;
  };
  /** What a nested graph gives: results of its own nodes, so that no result is an operand or a constant itself. */
  const result = (builder: GraphBuilder, id: ValueId): ValueId => builder.emit('identity', {}, [place(id)], { name: 'result' }); // prettier-ignore

  return {
    input: (name, type) => shown(scope.builder.input(plain(name), type)),
    constant,
    emitAll(op, attrs, inputs, at) {
      const operator = context.operators.get(op) as Operator<typeof op> | undefined;
      if (operator === undefined) throw new OperatorError(`needs the operator ${op}, which is not there`);
      const name = plain(at.name);
      const types = inputs.map((id) => (id === null ? null : typeOf(id)));
      const tensors = inputs.map((id) => (id === null ? null : constants.get(id)));
      const isKnown = operator.fromTypes === true || tensors.every((tensor) => tensor !== undefined);
      if (at.kept !== true && at.graphs === undefined && isKnown) {
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
      const placed = inputs.map((id) => (id === null ? null : place(id)));
      const { source, types: given, graphs } = at;
      const about = { name, ...(source && { source }), ...(given && { types: given }), ...(graphs && { graphs }) };
      return scope.builder.emitAll(op, attrs, placed, about).map(shown);
    },
    nested(name, values, operands, work) {
      const outer = scope;
      scopes += 1;
      const inner: Scope = { builder: openGraph(context), prefix: `\0${String(scopes)}\0`, known: new Map() };
      scope = inner;
      try {
        const input = (id: ValueId, i: number): ValueId => inner.builder.input(`operand_${String(i)}`, typeOf(id));
        const own = values.map((id, i) => shown(input(id, i)));
        const read = operands.map((id, i) => {
          const place = input(id, values.length + i);
          inner.known.set(id, place);
          return shown(place);
        });
        return inner.builder.finish(plain(name), work(own, read).map((id) => result(inner.builder, id))); // prettier-ignore
      } finally {
        scope = outer;
      }
    },
    state(name, type) {
      if (scope !== outermost) throw new OperatorError('a loop or a branch cannot hold state from one inference to the next'); // prettier-ignore
      return outermost.builder.state(plain(name), type);
    },
    keep(state, next) {
      outermost.builder.keep(state, place(next));
    },
    typeOf,
    data: (id) => constants.get(id)?.data,
    finish: (name, outputs) => outermost.builder.finish(plain(name), outputs.map(place)),
  };
};
