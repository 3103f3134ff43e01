import type { Digest, TensorType } from '@tinyml/core';
import { emptyTable, readTable, type FlatFile } from './decode.ts';
import type { TableFields, TableValues } from './fields.ts';
import type { Problems } from './problems.ts';
import type { SourceTensor } from './read-tensors.ts';
import { ownRefusal } from './refusals.ts';
import type { Decoded } from './tables.ts';

type SourceOperator = Decoded<'Operator'>;
type SubGraph = Decoded<'SubGraph'>;

/** An operator and its position in the file. */
export interface PlacedOperator {
  readonly node: SourceOperator;
  readonly index: number;
}

/** A variable that an inference reads before it assigns it, by the file's tensors. */
export interface VariableState {
  readonly name: string;
  readonly input: number;
  readonly output: number;
  readonly initial?: Digest;
}

/** A graph of the file without its operators on variables. */
export interface WithoutVariables {
  readonly operators: readonly PlacedOperator[];
  readonly outputs: readonly number[];
  readonly states: readonly VariableState[];
  /** What is read of variables that nothing assigns. */
  readonly constants: ReadonlyMap<number, Digest>;
}

/** What the variables of a file are read from. */
export interface VariableSource {
  readonly file: FlatFile;
  readonly subgraphs: readonly SubGraph[];
  /** Tensors of the graph that is read. */
  readonly tensors: readonly SourceTensor[];
  /** The name of the operator in the schema. */
  operatorName(node: SourceOperator): string;
  /** A tensor of another graph. */
  tensorOf(subgraph: number, tensor: number): SourceTensor | undefined;
  readonly problems: Problems;
}

interface Variable {
  readonly name: string;
  /** The tensor that the first read before any assignment gives. */
  input?: number;
  /** The tensor that was assigned last. */
  value?: number;
}

/** Source: tensorflow/compiler/mlir/lite/schema/schema.fbs. */
const handleFields: TableFields = { container: [0, 'string'], sharedName: [1, 'string'] };
const onceFields: TableFields = { initSubgraphIndex: [0, 'int32'] };

const optionsOf = (file: FlatFile, { builtinOptions }: SourceOperator, fields: TableFields): TableValues =>
  builtinOptions === undefined
    ? emptyTable(fields)
    : readTable(file, fields, builtinOptions.position, 'the options of a variable');

const keyOf = (file: FlatFile, node: SourceOperator): string => {
  const { container = '', sharedName = '' } = optionsOf(file, node, handleFields);
  return JSON.stringify([container, sharedName]);
};

/** What CALL_ONCE's graph assigns, by variable. Anything but constants is refused. */
const initialValues = (source: VariableSource, at: number, found: Map<string, Digest>): void => {
  const { file, operatorName, problems, subgraphs, tensorOf } = source;
  const graph = subgraphs[at];
  if (graph === undefined) {
    problems.inconsistent('CALL_ONCE', `it calls graph ${String(at)} of ${String(subgraphs.length)}`);
    return;
  }
  const handles = new Map<number, string>();
  for (const node of graph.operators ?? []) {
    const operator = operatorName(node);
    const [handle = -1, value = -1] = node.inputs ?? [];
    if (operator === 'VAR_HANDLE') handles.set(node.outputs?.[0] ?? -1, keyOf(file, node));
    else if (operator === 'ASSIGN_VARIABLE') {
      const variable = handles.get(handle);
      const tensor = tensorOf(at, value);
      const data = tensor?.value?.data;
      if (variable === undefined || tensor === undefined)
        problems.inconsistent('CALL_ONCE', 'it assigns a variable that no VAR_HANDLE gives');
      else if (data === undefined)
        problems.layer(
          { name: tensor.name, operator: 'CALL_ONCE' },
          ownRefusal('the initial value of its variable is no constant'),
        );
      else found.set(variable, data);
    } else
      problems.layer(
        { name: graph.name ?? `graph ${String(at)}`, operator: 'CALL_ONCE' },
        ownRefusal(`${operator} in the graph that gives variables their initial values is not supported`),
      );
  }
};

const sameElements = (a: TensorType, b: TensorType): boolean =>
  a.dtype === b.dtype && JSON.stringify(a.quant) === JSON.stringify(b.quant);

/**
 * Variables as values: what is read of one is what was assigned last, or state that the inference before left. Reads
 * and assignments are gone, and what read a variable reads the value.
 */
export const withoutVariables = (graph: SubGraph, source: VariableSource): WithoutVariables => {
  const { file, operatorName, problems, tensors } = source;
  const initial = new Map<string, Digest>();
  const variables = new Map<string, Variable>();
  const called = new Set<number>();
  const handles = new Map<number, string>();
  const valueOf = new Map<number, number>();
  const now = (tensor: number): number => valueOf.get(tensor) ?? tensor;
  const variableOf = (operator: string, handle: number | undefined): Variable | undefined => {
    const key = handles.get(handle ?? -1);
    const variable = key === undefined ? undefined : variables.get(key);
    if (variable === undefined) problems.inconsistent(operator, 'no VAR_HANDLE gives its variable');
    return variable;
  };
  const read = (variable: Variable, to: number): void => {
    const from = variable.value ?? variable.input;
    if (from === undefined) {
      variable.input = to;
      return;
    }
    const [a, b] = [tensors[from]?.value?.type, tensors[to]?.value?.type];
    if (a !== undefined && b !== undefined && !sameElements(a, b))
      problems.layer(
        { name: variable.name, operator: 'READ_VARIABLE' },
        ownRefusal('a variable that is read in another type than it was assigned in is not supported'),
      );
    valueOf.set(to, from);
  };
  const operators = (graph.operators ?? []).flatMap((node, index): readonly PlacedOperator[] => {
    const operator = operatorName(node);
    const [first, second] = node.inputs ?? [];
    const [result = -1] = node.outputs ?? [];
    switch (operator) {
      case 'CALL_ONCE':
        called.add(Number(optionsOf(file, node, onceFields)['initSubgraphIndex']));
        return [];
      case 'VAR_HANDLE': {
        const key = keyOf(file, node);
        handles.set(result, key);
        if (!variables.has(key)) variables.set(key, { name: tensors[result]?.name ?? key });
        return [];
      }
      case 'READ_VARIABLE': {
        const variable = variableOf(operator, first);
        if (tensors[result] === undefined) problems.inconsistent(operator, 'it has no result');
        else if (variable !== undefined) read(variable, result);
        return [];
      }
      case 'ASSIGN_VARIABLE': {
        const variable = variableOf(operator, first);
        if (variable !== undefined && second !== undefined) variable.value = now(second);
        return [];
      }
      default:
        return [{ node: node.inputs === undefined ? node : { ...node, inputs: node.inputs.map(now) }, index }];
    }
  });
  for (const at of called) initialValues(source, at, initial);
  const states: VariableState[] = [];
  const constants = new Map<number, Digest>();
  for (const [key, { input, name, value = input }] of variables) {
    if (input === undefined || value === undefined) continue;
    const first = initial.get(key);
    if (input === value && first !== undefined) constants.set(input, first);
    else states.push({ name, input, output: value, ...(first === undefined ? {} : { initial: first }) });
  }
  return { operators, outputs: (graph.outputs ?? []).map(now), states, constants };
};
