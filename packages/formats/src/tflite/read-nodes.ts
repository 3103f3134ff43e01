import { traitsOf, type Node, type OperatorTable, type State } from '@tinyml/core';
import { builtinName, customCode } from './builtin-names.ts';
import { countType } from './counts.ts';
import { emptyTable, readTable, type FlatFile } from './decode.ts';
import { expand } from './expand.ts';
import type { Expansion } from './expansions/define-expansion.ts';
import { expansionOf } from './expansions/list.ts';
import type { TableValues } from './fields.ts';
import { readFlexOptions } from './flex-options.ts';
import type { NestedGraphs } from './nested-graphs.ts';
import { nodeNamer } from './node-ids.ts';
import type { ShapeInference } from './open-shapes.ts';
import { tfliteOperators, type OperatorForm, type OperatorShape } from './operator-table.ts';
import { readOptions, type OptionsReport } from './options.ts';
import { addOwnStates } from './own-states.ts';
import type { Problems } from './problems.ts';
import type { SourceTensor } from './read-tensors.ts';
import { customRefusal, ownRefusal, refusalOf, type Refusal } from './refusals.ts';
import type { Decoded } from './tables.ts';
import type { Values } from './values.ts';
import type { PlacedOperator } from './variables.ts';

type SourceOperator = Decoded<'Operator'>;

/** What an operator code of the file stands for. */
export interface Opcode {
  readonly name: string;
  readonly operator?: OperatorForm | Expansion;
  readonly refusal?: Refusal;
}

const newestVersion = 32;

export const readOpcode = (
  table: Decoded<'OperatorCode'>,
  index: number,
  operators: OperatorTable,
  problems: Problems,
): Opcode => {
  // Files from before 2020 have only the deprecated field; later ones put 127 there for larger codes.
  const code = Math.max(table.deprecatedBuiltinCode, table.builtinCode);
  if (code < 0 || table.version < 1) {
    problems.inconsistent(
      `operator code ${String(index)}`,
      `it has code ${String(code)}, version ${String(table.version)}`,
    );
  }
  const known = tfliteOperators(operators);
  if (code === customCode) {
    const name = table.customCode ?? 'CUSTOM';
    const operator = known.custom(name);
    return operator === undefined ? { name, refusal: customRefusal(name) } : { name, operator };
  }
  const own = known.builtin(code);
  const operator = own ?? expansionOf(code);
  const name = own?.form.builtin?.[1] ?? builtinName(code);
  if (operator === undefined) return { name, refusal: refusalOf(name) };
  if (table.version > newestVersion)
    return { name, refusal: ownRefusal(`version ${String(table.version)} is not known`) };
  return { name, operator };
};

export interface NodeSource {
  readonly file: FlatFile;
  readonly operators: OperatorTable;
  readonly opcodes: readonly Opcode[];
  readonly tensors: readonly SourceTensor[];
  readonly values: Values;
  readonly shapes: ShapeInference;
  readonly nested: NestedGraphs;
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
  /** Variable tensors that it changes. */
  readonly state?: readonly State[];
  readonly refusal?: Refusal;
}

const indexList = (indices: readonly number[], tensors: readonly SourceTensor[], least: number): string | undefined => {
  const wrong = indices.find((index) => index < least || index >= tensors.length);
  return wrong === undefined ? undefined : `it names tensor ${String(wrong)} of ${String(tensors.length)}`;
};

/** What is wrong with the number of operands and results. */
const countProblem = (node: SourceOperator, operator: OperatorShape): string | undefined => {
  const inputs = node.inputs ?? [];
  const outputs = node.outputs ?? [];
  const [required, most] = operator.inputs;
  if (inputs.length < required || inputs.length > most) return `it has ${String(inputs.length)} operands`;
  if (inputs.slice(0, required).includes(-1)) return `operand ${String(inputs.indexOf(-1))} is missing`;
  const [least, greatest] = operator.outputs;
  if (outputs.length < least || outputs.length > greatest) return `it has ${String(outputs.length)} results`;
  return undefined;
};

const optionsProblem = (node: SourceOperator, { options }: OperatorShape): string | undefined => {
  const [type, table] =
    options?.second === true
      ? [node.builtinOptions2Type, node.builtinOptions2]
      : [node.builtinOptionsType, node.builtinOptions];
  if (type !== 0 && options !== undefined && type !== options.type)
    return `it has options of type ${String(type)} instead of ${String(options.type)}`;
  return (type === 0) === (table === undefined) ? undefined : 'its options do not say what they are';
};

/** Why the tensors of a layer that could be translated keep it from running. */
const tensorRefusal = (
  node: SourceOperator,
  operator: OperatorForm | Expansion,
  operands: readonly (SourceTensor | undefined)[],
  results: readonly SourceTensor[],
): Refusal | undefined => {
  const wrong = [...operands, ...results].find((tensor) => tensor?.reason !== undefined);
  if (wrong?.reason !== undefined) return ownRefusal(`tensor ${wrong.name}: ${wrong.reason}`);
  if (node.builtinOptions2Type !== 0 && operator.options?.second !== true)
    return ownRefusal('its second set of options is not supported');
  const states = 'form' in operator ? (operator.form.states ?? []) : [];
  if (node.mutatingVariableInputs?.some((flag, at) => flag !== 0 && !states.includes(at)))
    return ownRefusal('it changes its operands');
  const stray =
    operands.find((operand, at) => operand?.variable === true && !states.includes(at)) ??
    results.find(({ variable }) => variable === true);
  if (stray !== undefined) return ownRefusal(`tensor ${stray.name}: variable tensors are not supported here`);
  const fixed = states.find((at) => operands[at]?.variable !== true);
  if (fixed !== undefined) return ownRefusal(`operand ${String(fixed)}, its state, is no variable tensor`);
  return 'entry' in operator ? operator.entry.refuse?.(operands.map((operand) => operand?.value?.type)) : undefined;
};

/** The options as the schema's table, or the custom operator's own bytes, have them. */
const optionsOf = (
  node: SourceOperator,
  operator: OperatorForm | Expansion,
  file: FlatFile,
  where: string,
  report: OptionsReport,
): TableValues | Uint8Array => {
  if ('form' in operator && operator.form.custom !== undefined) {
    const bytes = node.customOptions ?? new Uint8Array();
    return operator.form.map === undefined ? bytes : readFlexOptions(operator.form.map, bytes, report);
  }
  const { options } = operator;
  if (options === undefined) return {};
  const table = options.second ? node.builtinOptions2 : node.builtinOptions;
  const stored =
    table === undefined
      ? emptyTable(options.stored)
      : readTable(file, options.stored, table.position, `the options of ${where}`);
  return readOptions(options.fields, stored, report);
};

const withoutTrailing = (inputs: readonly (string | null)[]): readonly (string | null)[] => {
  const last = inputs.findLastIndex((input) => input !== null);
  return inputs.slice(0, last + 1);
};

/** Positions of operands without elements that the operator can do without. */
const emptyOperands = (
  operator: OperatorForm | Expansion,
  operands: readonly (SourceTensor | undefined)[],
): readonly number[] => {
  const { mayBeEmpty, skipsEmpty } = 'form' in operator ? operator.form : {};
  return operands.flatMap((operand, at) => {
    if (skipsEmpty === true && operand?.empty === true) return [at];
    const shape = at === mayBeEmpty ? operand?.dynamic : undefined;
    return shape?.length === 1 && shape[0] === 0 ? [at] : [];
  });
};

const present = (tensors: readonly (SourceTensor | undefined)[]): readonly SourceTensor[] =>
  tensors.filter((tensor) => tensor !== undefined);

/** Translates every operator that can be; reports all that cannot. */
export const readLayers = (operators: readonly PlacedOperator[], source: NodeSource): readonly Layer[] => {
  const { file, nested, opcodes, problems, shapes, tensors } = source;
  const nameFor = nodeNamer(tfliteOperators(source.operators));
  const changed = new Set<string>();
  const readLayer = (node: SourceOperator, index: number): Layer => {
    const opcode = opcodes[node.opcodeIndex];
    const operands = (node.inputs ?? []).map((input) => tensors[input]);
    const results = present((node.outputs ?? []).map((output) => tensors[output]));
    const name = results[0]?.name ?? `operator ${String(index)}`;
    const operator = opcode?.name ?? '?';
    const all = withoutTrailing(operands.map((operand) => operand?.name ?? null));
    const outputs = results.map((tensor) => tensor.name);
    const layer: Layer = { name, operator, index, inputs: all, outputs, nodes: [] };
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
    // Nothing to compute: what reads it reads nothing.
    if (results.length > 0 && results.every((tensor) => tensor.empty === true)) return layer;
    const empty = emptyOperands(known, operands);
    const dynamic = present([...operands.filter((_, at) => !empty.includes(at)), ...results]).flatMap((tensor) =>
      tensor.dynamic === undefined ? [] : [[tensor.name, tensor.dynamic] as const],
    );
    for (const [tensor, shape] of dynamic) problems.dynamic(tensor, shape);
    if (dynamic.length > 0) return { ...layer, refusal: ownRefusal('a shape that is known only at run time') };
    const refusal = tensorRefusal(node, known, operands, results);
    if (refusal !== undefined) return refused(refusal);
    let found: Refusal | undefined;
    let invalid = false;
    const report: OptionsReport = {
      unsupported: (reason) => {
        found ??= ownRefusal(reason);
      },
      invalid: (reason) => {
        problems.inconsistent(where, reason);
        invalid = true;
      },
    };
    const options = optionsOf(node, known, file, where, report);
    const origin = { name, op: operator, index };
    if ('expand' in known) {
      if (found !== undefined) return refused(found);
      const given = { inputs: all, outputs, options, origin };
      const nodes = problems.sound() ? expand(known, given, source.values, shapes, nested, nameFor) : [];
      return typeof nodes === 'string' ? refused(ownRefusal(nodes)) : { ...layer, nodes };
    }
    const inputs = all.filter((_, at) => !empty.includes(at));
    const intermediates = (node.intermediates ?? []).map((tensor) => {
      const quant = tensors[tensor]?.value?.type.quant;
      return quant && ([quant.scale[0] ?? 1, quant.zeroPoint[0] ?? 0] as const);
    });
    const request = {
      ...report,
      operands: inputs.length,
      results: outputs.length,
      resultTypes: results.map((tensor) => tensor.value?.type.dtype),
      resultShapes: results.map((tensor) => tensor.value?.type.shape),
      emptyOperand: empty.length > 0,
      intermediates,
    };
    const attrs = known.form.read?.(options, request) ?? (options instanceof Uint8Array ? {} : options);
    if (found !== undefined) return refused(found);
    if (invalid) return layer;
    const types = inputs.flatMap((input) => source.values.all.get(input ?? '')?.type ?? []);
    const called = (known.form.graphs ?? []).map((option) =>
      nested.graph(Number((options as TableValues)[option]), types),
    );
    const graphs = called.filter((graph) => typeof graph !== 'string');
    const unreadable = called.find((graph) => typeof graph === 'string');
    if (unreadable !== undefined) return refused(ownRefusal(unreadable));
    const id = nameFor(known.op, outputs[0] ?? '');
    const state = (known.form.states ?? []).flatMap((at): readonly State[] => {
      const value = operands[at]?.value;
      if (value === undefined) return [];
      return [{ name: value.id, input: value.id, output: source.values.computed(`${value.id}/next`, value.type) }];
    });
    if (state.some((own) => changed.has(own.input)))
      return refused(ownRefusal('another layer changes its state too, which is not supported'));
    for (const own of state) changed.add(own.input);
    const counted = traitsOf(source.operators, known.op).counted;
    const count = counted === undefined ? [] : [source.values.computed(`${outputs[counted] ?? name}_count`, countType)];
    const produced = [...outputs, ...state.map((own) => own.output), ...count];
    const own = addOwnStates(
      known.form.ownStates?.(attrs as never, inputs.map((input) => source.values.all.get(input ?? '')?.type)) ?? [], // prettier-ignore
      { inputs, outputs: produced },
      source.values,
    );
    const translated = {
      id,
      op: known.op,
      attrs,
      inputs: own.inputs,
      outputs: own.outputs,
      ...(graphs.length > 0 && { graphs }),
      source: origin,
    };
    return { ...layer, state: [...state, ...own.state], nodes: [translated] };
  };
  return operators.map(({ node, index }) => {
    const layer = readLayer(node, index);
    // What a damaged file says must not be computed with.
    if (problems.sound()) for (const one of layer.nodes) shapes.visit(one);
    return layer;
  });
};
