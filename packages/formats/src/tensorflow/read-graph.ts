import { OperatorError, TinymlError, type Graph, type Node, type ValueId } from '@tinyml/core';
import { type ImportContext, type ModelOutline } from '@tinyml/core/internal';
import { inconsistentModel, unsupportedModelFeature } from '../diagnostics/model.ts';
import { openAssembly } from '../translation/assembly.ts';
import { fixedShapes } from '../translation/fixed-shapes.ts';
import { withOutputNames } from '../translation/output-names.ts';
import { TranslationError } from '../translation/translation-error.ts';
import { dtypeOf } from './element-types.ts';
import { openMachine, type Machine } from './machine.ts';
import type { GraphDef, TensorInfo } from './schema.ts';
import type { StructuralCall } from './structural/structural-operator.ts';
import { structuralOperators, tensorflowOperators } from './table.ts';
import { openShape } from './tensor-proto.ts';
import { tensor, type TensorflowValue } from './value.ts';

/** A graph with its ends, and where its variables are. */
export interface TensorflowModel {
  readonly path: string;
  readonly name: string;
  readonly graph: GraphDef;
  readonly inputs: readonly (readonly [name: string, info: TensorInfo])[];
  /** The names of the outputs, and their tensors. */
  readonly outputs: readonly (readonly [name: string, tensor: string])[];
  /** The elements of a variable. @throws TranslationError, TinymlError */
  readonly variable: (name: string) => ReturnType<VariableReader>;
}

type VariableReader = (name: string) => Parameters<ReturnType<typeof openAssembly>['constant']> extends [string, infer Type, infer Data] ? { readonly type: Type; readonly data: Data } : never; // prettier-ignore

/** `x` and `x:0` are the same tensor. */
const spellings = (name: string): readonly string[] => (name.endsWith(':0') ? [name, name.slice(0, -2)] : [name, `${name}:0`]); // prettier-ignore

const openModel = (model: TensorflowModel, context: ImportContext) => {
  const { path, graph } = model;
  const assembly = openAssembly(context);
  const placed = new Map<string, ValueId>();
  const variable: StructuralCall['variable'] = (name) => {
    const known = placed.get(name);
    if (known !== undefined) return known;
    const { type, data } = model.variable(name);
    const id = assembly.constant(name, type, data);
    placed.set(name, id);
    return id;
  };
  const machine = openMachine({
    path,
    assembly,
    operators: tensorflowOperators(context.operators),
    structural: structuralOperators,
    functions: new Map((graph.library?.function ?? []).map((each) => [each.signature?.name ?? '', each])),
    variable,
  });
  const shapes = fixedShapes(
    path,
    model.inputs.map(([name, { shape }]) => ({ name, shape: openShape(shape) })),
    context,
  );
  const given = new Map<string, TensorflowValue>();
  model.inputs.forEach(([name, info], i) => {
    const shape = shapes[i] ?? [];
    const id = inInput(path, name, () => assembly.input(name, { dtype: dtypeOf(info.dtype), shape }));
    for (const spelling of spellings(info.name)) given.set(spelling, tensor(id));
  });
  return { assembly, machine, given };
};

const inInput = <T>(path: string, name: string, read: () => T): T => {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof TranslationError) && !(error instanceof OperatorError)) throw error;
    throw new TinymlError(unsupportedModelFeature(path, `input ${name}`, error.message));
  }
};

/** @throws TinymlError */
const runModel = (model: TensorflowModel, { machine, given }: ReturnType<typeof openModel>) => {
  const body = new Map(model.graph.node.map((node) => [node.name, node]));
  const results = machine.run(body, given, model.outputs.map(([, tensorName]) => tensorName)); // prettier-ignore
  if (machine.problems.length > 0) throw new TinymlError(...machine.problems);
  return results;
};

/** The graph of a TensorFlow model, its functions inlined. @throws TinymlError */
export const readTensorflowGraph = (model: TensorflowModel, context: ImportContext): Graph => {
  const opened = openModel(model, context);
  const results = runModel(model, opened);
  const ids = results.map((value, i) => {
    const [name = ''] = model.outputs[i] ?? [];
    if (value?.kind !== 'tensor')
      throw new TinymlError(inconsistentModel(model.path, `output ${name}`, 'it is no tensor that something computes'));
    return value.id;
  });
  const names = model.outputs.map(([name]) => name);
  return withOutputNames(opened.assembly.finish(model.name, ids), names);
};

/** All operators, with those that cannot be translated; shapes are known only where all is translated. @throws TinymlError */
export const outlineTensorflowGraph = (model: TensorflowModel, context: ImportContext): ModelOutline => {
  const opened = openModel(model, context);
  try {
    runModel(model, opened);
  } catch (error) {
    if (!(error instanceof TinymlError) || opened.machine.problems.length === 0) throw error;
  }
  return outlineOf(model.name, opened.machine);
};

const outlineOf = (name: string, { visited }: Machine): ModelOutline => {
  const unsupported = new Map<string, string>();
  const seen = new Map<string, Node>();
  visited.forEach(({ source, reason }, index) => {
    const { name: id, op } = source;
    seen.set(id, { id, op, attrs: {}, inputs: [], outputs: [], source: { name: id, op, index } } as unknown as Node);
    if (reason !== undefined) unsupported.set(id, reason);
  });
  return { graph: { name, inputs: [], outputs: [], values: new Map(), nodes: [...seen.values()] }, unsupported };
};
