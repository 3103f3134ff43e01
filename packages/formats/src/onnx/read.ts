import {
  isOperatorError,
  TinymlError,
  type Diagnostic,
  type DType,
  type Graph,
  type SourceNode,
  type ValueId,
} from '@tinyml/core';
import { verifyGraph, verifyNodes, type ImportContext, type ModelSource } from '@tinyml/core/internal';
import { basename } from 'node:path';
import { inconsistentModel, malformedModel, unsupportedModelFeature, unsupportedModelVersion } from '../diagnostics/model.ts'; // prettier-ignore
import { decodeMessage, ProtobufError } from '../protobuf/message.ts';
import { openAssembly } from '../translation/assembly.ts';
import { fixedShapes, type OpenInput } from '../translation/fixed-shapes.ts';
import { foldQuantization } from '../translation/fold-quantization.ts';
import { withOutputNames } from '../translation/output-names.ts';
import { elementType, elementTypeName } from './element-types.ts';
import { readExternalData } from './external-data.ts';
import { openGraphReader, plainDomain } from './graph-reader.ts';
import { readTensor } from './read-tensor.ts';
import { modelProto, type GraphProto, type ModelProto, type ValueInfoProto } from './schema.ts';
import { onnxTableOf } from './table.ts';

const nameOf = (path: string): string => basename(path).replace(/\.[^.]*$/, '');

/** Operators that loops and functions may grow a file to. */
const mostNodes = 100_000;

const newest = 26;
const oldest = 6;

export const decodeOnnx = (path: string, bytes: Uint8Array): ModelProto => {
  try {
    return decodeMessage(modelProto, bytes);
  } catch (error) {
    if (error instanceof ProtobufError) throw new TinymlError(malformedModel(path, `it is not a sound ONNX file: ${error.message}`, error.offset)); // prettier-ignore
    throw error;
  }
};

const checkVersions = (path: string, { opsetImport, functions }: ModelProto): void => {
  const all = [...opsetImport, ...functions.flatMap((each) => each.opsetImport)];
  for (const { domain, version = 1 } of all)
    if (plainDomain(domain) === '' && (version < oldest || version > newest))
      throw new TinymlError(unsupportedModelVersion(path, `operator set ${String(version)} of ONNX; ${String(oldest)} to ${String(newest)} are supported`)); // prettier-ignore
};

/** An input as the file has it: dimensions without a number, or with a name, are open. */
const openInput = ({ name, type }: ValueInfoProto): OpenInput => ({
  name,
  shape: type?.tensor?.shape?.dim.map(({ value, param }) => (param === '' ? (value ?? null) : null)) ?? null,
});

const checkShape = (path: string, name: string, shape: readonly number[]): void => {
  if (shape.some((size) => !Number.isSafeInteger(size) || size < 1))
    throw new TinymlError(inconsistentModel(path, `input ${name}`, `the shape [${shape.join(', ')}] cannot be`));
};

const kindOf = ({ type }: ValueInfoProto): string =>
  type?.sequence ? 'a sequence' : type?.map ? 'a map' : type?.optional ? 'an optional value' : type?.sparse ? 'a sparse tensor' : 'no tensor'; // prettier-ignore

const inputType = (path: string, input: ValueInfoProto): DType => {
  const where = `input ${input.name}`;
  if (input.type?.tensor === undefined) throw new TinymlError(unsupportedModelFeature(path, where, `it is ${kindOf(input)}`)); // prettier-ignore
  const dtype = elementType(input.type.tensor.elemType);
  if (dtype !== undefined) return dtype;
  throw new TinymlError(unsupportedModelFeature(path, where, `its elements are ${elementTypeName(input.type.tensor.elemType)}`)); // prettier-ignore
};

const checkSparse = (path: string, graph: GraphProto): void => {
  const [sparse] = graph.sparseInitializer;
  if (sparse !== undefined)
    throw new TinymlError(unsupportedModelFeature(path, `initializer ${sparse.values?.name ?? ''}`, 'a sparse tensor'));
};

const verified = (path: string, graph: Graph, context: ImportContext, describe: Describe): Graph => {
  const problems = verifyGraph(graph, context.operators, context.constants);
  if (problems.length === 0) return graph;
  const found: Diagnostic[] = [];
  for (const { node, problems: own } of verifyNodes(graph, context.operators, context.constants))
    for (const problem of own)
      found.push(problem.code === 'TML301' && node.source ? describe(node.source, problem.message) : { file: path, ...problem }); // prettier-ignore
  throw new TinymlError(...(found.length > 0 ? found : problems.map((problem) => ({ file: path, ...problem }))));
};

type Describe = (source: SourceNode, reason: string, hint?: string) => Diagnostic;

const describeIn =
  (path: string): Describe =>
  (source, reason, hint) => ({
    code: 'TML301',
    severity: 'error',
    message: `${source.op} (${source.name}): ${reason}`,
    hint: hint ?? 'replace the layer in the source model; an npm package can add an operator (docs/write-a-pass.md)',
    file: path,
  });

/** @throws TinymlError TML20x for a damaged file, TML301 with all operators that cannot be translated */
export const readOnnx = async (source: ModelSource, context: ImportContext): Promise<Graph> => {
  const { path } = source;
  const model = decodeOnnx(path, source.bytes);
  if (model.graph === undefined) throw new TinymlError(malformedModel(path, 'it holds no graph'));
  checkVersions(path, model);
  checkSparse(path, model.graph);
  const external = await readExternalData(source, model);
  const assembly = openAssembly(context);
  const describe = describeIn(path);
  const { graph } = model;
  const values = new Map<string, ValueId>();
  const operators = onnxTableOf(context.operators);
  try {
    for (const tensor of graph.initializer) {
      const { type, data } = readTensor(path, `initializer ${tensor.name}`, tensor, external);
      values.set(tensor.name, assembly.constant(tensor.name, type, data));
    }
    const inputs = graph.input.filter(({ name }) => !values.has(name));
    const dtypes = inputs.map((input) => inputType(path, input));
    const shapes = fixedShapes(path, inputs.map(openInput), context);
    inputs.forEach(({ name }, i) => {
      const [dtype, shape] = [dtypes[i] ?? 'float32', shapes[i] ?? []];
      checkShape(path, name, shape);
      values.set(name, assembly.input(name, { dtype, shape }));
    });
    const read = openGraphReader({
      path,
      assembly,
      functions: model.functions,
      operator: (domain, name) => operators.get(domain === '' ? name : `${domain}.${name}`),
      tensor: (tensor, where) => readTensor(path, where, tensor, external),
      describe,
      outputs: new Set(graph.output.map(({ name }) => name)),
      budget: { nodes: mostNodes },
    });
    const results = read(graph.node, values, model.opsetImport);
    const outputs = graph.output.map(({ name }): ValueId => {
      const value = results.get(name);
      if (value === undefined) throw new TinymlError(inconsistentModel(path, `output ${name}`, 'nothing computes it'));
      return value;
    });
    if (outputs.length === 0) throw new TinymlError(inconsistentModel(path, 'the graph', 'it has no outputs'));
    const finished = foldQuantization(assembly.finish(nameOf(path), outputs), context);
    const named = withOutputNames(finished, graph.output.map(({ name }) => name)); // prettier-ignore
    return verified(path, named, context, describe);
  } catch (error) {
    if (!isOperatorError(error)) throw error;
    throw new TinymlError(inconsistentModel(path, 'the graph', error.message));
  }
};
