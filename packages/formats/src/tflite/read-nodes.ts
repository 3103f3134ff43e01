import type { Node, OpName, Ops } from '@tinyml/core';
import { builtinName } from './builtin-names.ts';
import { emptyTable, readTable, type FlatFile } from './decode.ts';
import { nodeNamer } from './node-ids.ts';
import { tfliteOperatorOf, type TfliteOperator } from './operators.ts';
import type { Problems } from './problems.ts';
import type { SourceTensor } from './read-tensors.ts';
import type { Decoded } from './tables.ts';

type OperatorTable = Decoded<'Operator'>;

/** What an operator code of the file stands for. */
interface Opcode {
  readonly name: string;
  readonly operator?: TfliteOperator;
  readonly reason?: string;
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
    return { name: table.customCode ?? 'CUSTOM', reason: 'custom operators are not supported' };
  }
  const name = builtinName(code);
  const operator = tfliteOperatorOf(code);
  if (operator === undefined) return { name, reason: 'tinyml does not have this operator' };
  if (table.version > newestVersion) return { name, reason: `version ${String(table.version)} is not known` };
  return { name, operator };
};

export interface NodeSource {
  readonly file: FlatFile;
  readonly opcodes: readonly Opcode[];
  readonly tensors: readonly SourceTensor[];
  readonly problems: Problems;
}

const indexList = (indices: readonly number[], tensors: readonly SourceTensor[], least: number): string | undefined => {
  const wrong = indices.find((index) => index < least || index >= tensors.length);
  return wrong === undefined ? undefined : `it names tensor ${String(wrong)} of ${String(tensors.length)}`;
};

/** What is wrong with the operands' and results' indices and counts. */
const wiringProblem = (node: OperatorTable, operator: TfliteOperator, { tensors }: NodeSource): string | undefined => {
  const inputs = node.inputs ?? [];
  const outputs = node.outputs ?? [];
  const wrong = indexList(inputs, tensors, -1) ?? indexList(outputs, tensors, 0);
  if (wrong !== undefined) return wrong;
  const [required, most] = operator.inputs;
  if (inputs.length < required || inputs.length > most) return `it has ${String(inputs.length)} operands`;
  if (inputs.slice(0, required).includes(-1)) return `operand ${String(inputs.indexOf(-1))} is missing`;
  const [least, greatest] = operator.outputs;
  if (outputs.length < least || outputs.length > greatest) return `it has ${String(outputs.length)} results`;
  return undefined;
};

const optionsProblem = (node: OperatorTable, operator: TfliteOperator): string | undefined => {
  const { builtinOptionsType: type, builtinOptions: options } = node;
  if (type !== 0 && type !== operator.optionsType && operator.optionsType !== 0) {
    return `it has options of type ${String(type)} instead of ${String(operator.optionsType)}`;
  }
  if ((type === 0) !== (options === undefined)) return 'its options do not say what they are';
  return undefined;
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

/** Translates every operator that can be; reports all that cannot. */
export const readNodes = (operators: readonly OperatorTable[], source: NodeSource): readonly Node[] => {
  const { file, opcodes, tensors, problems } = source;
  const nameFor = nodeNamer();
  const nodes: Node[] = [];
  operators.forEach((node, index) => {
    const opcode = opcodes[node.opcodeIndex];
    const results = (node.outputs ?? []).flatMap((output) => tensors[output] ?? []);
    const label = results[0]?.name ?? `operator ${String(index)}`;
    if (opcode === undefined) {
      problems.inconsistent(label, `it has operator code ${String(node.opcodeIndex)} of ${String(opcodes.length)}`);
      return;
    }
    const { operator } = opcode;
    if (operator === undefined) {
      problems.operator(label, opcode.name, opcode.reason ?? 'not supported');
      return;
    }
    const where = `${opcode.name} ${label}`;
    const wrong = wiringProblem(node, operator, source) ?? optionsProblem(node, operator);
    if (wrong !== undefined) {
      problems.inconsistent(where, wrong);
      return;
    }
    const report = {
      unsupported: (reason: string): void => {
        problems.operator(label, opcode.name, reason);
      },
      invalid: (reason: string): void => {
        problems.inconsistent(where, reason);
      },
    };
    const operands = (node.inputs ?? []).flatMap((input) => tensors[input] ?? []);
    for (const tensor of [...operands, ...results]) {
      if (tensor.reason !== undefined) report.unsupported(`tensor ${tensor.name}: ${tensor.reason}`);
    }
    if (node.builtinOptions2Type !== 0) report.unsupported('its second set of options is not supported');
    if (node.mutatingVariableInputs?.some((flag) => flag !== 0)) report.unsupported('it changes its operands');
    const options =
      node.builtinOptions === undefined || operator.optionsType === 0
        ? emptyTable(operator.options)
        : readTable(file, operator.options, node.builtinOptions.position, `the options of ${where}`);
    const inputs = withoutTrailing((node.inputs ?? []).map((input) => tensors[input]?.name ?? null));
    const attrs = refine(operator.op, operator.read(options as never, report), node, inputs.length);
    if (typeof attrs === 'string') {
      report.invalid(attrs);
      return;
    }
    const translated = {
      id: nameFor(operator.op, results[0]?.name ?? ''),
      op: operator.op,
      attrs,
      inputs,
      outputs: results.map((tensor) => tensor.name),
      source: { name: label, op: opcode.name, index },
    };
    nodes.push(translated as Node);
  });
  return nodes;
};
