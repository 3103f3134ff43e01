import type { Node, OpName, Ops } from '@tinyml/core';
import { builtinName } from './builtin-names.ts';
import { emptyTable, readTable, type FlatFile } from './decode.ts';
import { expand } from './expand.ts';
import { expansionOf, type Expansion } from './expansions.ts';
import { nodeNamer } from './node-ids.ts';
import { tfliteOperatorOf, type TfliteOperator } from './operators.ts';
import type { ShapeInference } from './open-shapes.ts';
import type { Problems } from './problems.ts';
import type { SourceTensor } from './read-tensors.ts';
import { customRefusal, groupedConvolution, ownRefusal, refusalOf, type Refusal } from './refusals.ts';
import type { Decoded } from './tables.ts';
import type { Values } from './values.ts';

type OperatorTable = Decoded<'Operator'>;
type Known = TfliteOperator | Expansion;

/** What an operator code of the file stands for. */
interface Opcode {
  readonly name: string;
  readonly operator?: Known;
  readonly refusal?: Refusal;
}

const customCode = 32;
const newestVersion = 32;

export const readOpcode = (table: Decoded<'OperatorCode'>, index: number, problems: Problems): Opcode => {
  // Files from before 2020 have only the deprecated field; later ones put 127 there for larger codes.
  const code = Math.max(table.deprecatedBuiltinCode, table.builtinCode);
  if (code < 0 || table.version < 1) {
    problems.inconsistent(
      `operator code ${String(index)}`,
      `it has code ${String(code)}, version ${String(table.version)}`,
    );
  }
  if (code === customCode) {
    const name = table.customCode ?? 'CUSTOM';
    return { name, refusal: customRefusal(name) };
  }
  const name = builtinName(code);
  const operator = tfliteOperatorOf(code) ?? expansionOf(code);
  if (operator === undefined) return { name, refusal: refusalOf(name) };
  if (table.version > newestVersion)
    return { name, refusal: ownRefusal(`version ${String(table.version)} is not known`) };
  return { name, operator };
};

export interface NodeSource {
  readonly file: FlatFile;
  readonly opcodes: readonly Opcode[];
  readonly tensors: readonly SourceTensor[];
  readonly values: Values;
  readonly shapes: ShapeInference;
  readonly problems: Problems;
}

/** One operator of the file: the nodes that it becomes, or why it becomes none. */
export interface Layer {
  readonly name: string;
  readonly operator: string;
  readonly index: number;
  /** Tensors of the file by name; null where an operand is absent. */
  readonly inputs: readonly (string | null)[];
  readonly outputs: readonly string[];
  readonly nodes: readonly Node[];
  readonly refusal?: Refusal;
}

const indexList = (indices: readonly number[], tensors: readonly SourceTensor[], least: number): string | undefined => {
  const wrong = indices.find((index) => index < least || index >= tensors.length);
  return wrong === undefined ? undefined : `it names tensor ${String(wrong)} of ${String(tensors.length)}`;
};

/** What is wrong with the number of operands and results. */
const countProblem = (node: OperatorTable, operator: Known): string | undefined => {
  const inputs = node.inputs ?? [];
  const outputs = node.outputs ?? [];
  const [required, most] = operator.inputs;
  if (inputs.length < required || inputs.length > most) return `it has ${String(inputs.length)} operands`;
  if (inputs.slice(0, required).includes(-1)) return `operand ${String(inputs.indexOf(-1))} is missing`;
  const [least, greatest] = operator.outputs;
  if (outputs.length < least || outputs.length > greatest) return `it has ${String(outputs.length)} results`;
  return undefined;
};

const optionsProblem = (node: OperatorTable, operator: Known): string | undefined => {
  const { builtinOptionsType: type, builtinOptions: options } = node;
  if (type !== 0 && type !== operator.optionsType && operator.optionsType !== 0) {
    return `it has options of type ${String(type)} instead of ${String(operator.optionsType)}`;
  }
  if ((type === 0) !== (options === undefined)) return 'its options do not say what they are';
  return undefined;
};

/** Why the tensors of a layer that could be translated keep it from running. */
const tensorRefusal = (
  node: OperatorTable,
  operator: Known,
  operands: readonly SourceTensor[],
  results: readonly SourceTensor[],
): Refusal | undefined => {
  const wrong = [...operands, ...results].find(({ reason }) => reason !== undefined);
  if (wrong?.reason !== undefined) return ownRefusal(`tensor ${wrong.name}: ${wrong.reason}`);
  if (node.builtinOptions2Type !== 0) return ownRefusal('its second set of options is not supported');
  if (node.mutatingVariableInputs?.some((flag) => flag !== 0)) return ownRefusal('it changes its operands');
  if ('expand' in operator || operator.op !== 'conv_2d') return undefined;
  const [image = 0, filter = 0] = operands.map(({ value }) => value?.type.shape[3] ?? 0);
  return filter > 0 && filter < image && image % filter === 0 ? groupedConvolution(image / filter) : undefined;
};

/** Options that depend on more than the options table. */
const refine = (op: OpName, attrs: Ops[OpName], node: OperatorTable, inputCount: number): Ops[OpName] | string => {
  // A shape operand wins over the option; exporters often write both.
  if (op === 'reshape') return inputCount > 1 ? {} : attrs;
  if (op === 'split' && (attrs as Ops['split']).numSplits !== node.outputs?.length) {
    return `it splits into ${String((attrs as Ops['split']).numSplits)} but has ${String(node.outputs?.length)} results`;
  }
  return attrs;
};

const withoutTrailing = (inputs: readonly (string | null)[]): readonly (string | null)[] => {
  const last = inputs.findLastIndex((input) => input !== null);
  return inputs.slice(0, last + 1);
};

/** RESHAPE to a scalar has a target of no elements, which is no constant of ours. */
const isToScalar = (operator: Known, operands: readonly SourceTensor[]): boolean =>
  'op' in operator && operator.op === 'reshape' && operands[1]?.dynamic?.length === 1 && operands[1].dynamic[0] === 0;

/** Translates every operator that can be; reports all that cannot. */
export const readLayers = (operators: readonly OperatorTable[], source: NodeSource): readonly Layer[] => {
  const { file, opcodes, problems, shapes, tensors } = source;
  const nameFor = nodeNamer();
  const readLayer = (node: OperatorTable, index: number): Layer => {
    const opcode = opcodes[node.opcodeIndex];
    const operands = (node.inputs ?? []).flatMap((input) => tensors[input] ?? []);
    const results = (node.outputs ?? []).flatMap((output) => tensors[output] ?? []);
    const name = results[0]?.name ?? `operator ${String(index)}`;
    const operator = opcode?.name ?? '?';
    const all = withoutTrailing((node.inputs ?? []).map((input) => tensors[input]?.name ?? null));
    const layer: Layer = {
      name,
      operator,
      index,
      inputs: all,
      outputs: results.map((tensor) => tensor.name),
      nodes: [],
    };
    const where = `${operator} ${name}`;
    const contradiction = (what: string): Layer => {
      problems.inconsistent(where, what);
      return layer;
    };
    const refused = (refusal: Refusal): Layer => {
      problems.layer(layer, refusal);
      return { ...layer, refusal };
    };
    if (opcode === undefined)
      return contradiction(`it has operator code ${String(node.opcodeIndex)} of ${String(opcodes.length)}`);
    const wiring = indexList(node.inputs ?? [], tensors, -1) ?? indexList(node.outputs ?? [], tensors, 0);
    if (wiring !== undefined) return contradiction(wiring);
    const known = opcode.operator;
    if (known === undefined) return refused(opcode.refusal ?? refusalOf(operator));
    const wrong = countProblem(node, known) ?? optionsProblem(node, known);
    if (wrong !== undefined) return contradiction(wrong);
    const toScalar = isToScalar(known, operands);
    let dynamic = false;
    for (const tensor of [...(toScalar ? operands.slice(0, 1) : operands), ...results]) {
      if (tensor.dynamic === undefined) continue;
      problems.dynamic(tensor.name, tensor.dynamic);
      dynamic = true;
    }
    if (dynamic) return { ...layer, refusal: ownRefusal('a shape that is known only at run time') };
    const refusal = tensorRefusal(node, known, operands, results);
    if (refusal !== undefined) return refused(refusal);
    let found: Refusal | undefined;
    let invalid = false;
    const report = {
      unsupported: (reason: string): void => {
        found ??= ownRefusal(reason);
      },
      invalid: (reason: string): void => {
        problems.inconsistent(where, reason);
        invalid = true;
      },
    };
    const options =
      node.builtinOptions === undefined || known.optionsType === 0
        ? emptyTable(known.options)
        : readTable(file, known.options, node.builtinOptions.position, `the options of ${where}`);
    const origin = { name, op: operator, index };
    if ('expand' in known) {
      const given = { inputs: all, outputs: layer.outputs, options, origin };
      const nodes = problems.sound() ? expand(known, given, source.values, shapes, nameFor) : [];
      return typeof nodes === 'string' ? refused(ownRefusal(nodes)) : { ...layer, nodes };
    }
    const inputs = toScalar ? all.slice(0, 1) : all;
    const scalar = toScalar ? { newShape: [] } : undefined;
    const attrs = scalar ?? refine(known.op, known.read(options as never, report), node, inputs.length);
    if (found !== undefined) return refused(found);
    if (typeof attrs === 'string') return contradiction(attrs);
    if (invalid) return layer;
    const id = nameFor(known.op, results[0]?.name ?? '');
    return { ...layer, nodes: [{ id, op: known.op, attrs, inputs, outputs: layer.outputs, source: origin } as Node] };
  };
  return operators.map((node, index) => {
    const layer = readLayer(node, index);
    // What a damaged file says must not be computed with.
    if (problems.sound()) for (const one of layer.nodes) shapes.visit(one);
    return layer;
  });
};
