import { sameShape, TinymlError, type Graph, type SourceNode, type ValueId } from '@tinyml/core';
import { unsupportedOperator, type ImportContext } from '@tinyml/core/internal';
import { inconsistentModel } from '../diagnostics/model.ts';
import { openAssembly, type Assembly } from '../translation/assembly.ts';
import { openEmitter } from '../translation/emitter.ts';
import { foldQuantization } from '../translation/fold-quantization.ts';
import { withOutputNames } from '../translation/output-names.ts';
import { translateSteps, type Step } from '../translation/translate-steps.ts';
import { TranslationError } from '../translation/translation-error.ts';
import type { Archive } from './archive.ts';
import { graphType, openCall } from './call.ts';
import { changesOperand, withoutChangesInPlace } from './in-place.ts';
import { inputShapes } from './input-shapes.ts';
import { isTensorName, valuesIn, type Program, type ProgramNode, type TensorMeta } from './program.ts';
import { scalarTypeOf } from './scalar-type.ts';
import { torchTableOf, type TorchTable } from './table.ts';

interface NodeStep extends Step {
  readonly node: ProgramNode;
}

/** As messages and the listing of layers name a node: by its module, where it has one. */
export const sourceOf = ({ module, name, operator }: ProgramNode, index: number): SourceNode => ({
  name: module === '' ? name : module,
  op: operator,
  index,
});

/** What a file says of a result, and what came out: they must agree, or the translation is wrong. */
const agreed = (assembly: Assembly, step: NodeStep, results: readonly ValueId[], metas: Program['tensors']) =>
  results.map((id, i) => {
    const meta = metas.get(step.node.outputs[i] ?? '');
    if (meta === undefined) return id;
    const type = assembly.typeOf(id);
    const sizes = meta.sizes.every((size) => typeof size === 'number') ? meta.sizes : undefined;
    if (sizes !== undefined && !sameShape(type.shape, sizes))
      throw new TranslationError(
        `gives [${type.shape.join(', ')}], where the file has [${sizes.join(', ')}]`,
        'export the program again: the shapes in the file do not fit its operators',
      );
    const wanted = graphType(meta.scalarType);
    if (wanted === undefined) throw new TranslationError(`has a result of a type that is not supported`);
    if (wanted === type.dtype || type.quant !== undefined) return id;
    return openEmitter(assembly, step.source).emit('cast', { outType: wanted as never }, [id], 'cast');
  });

const wayOut = (operator: string): string =>
  operator.startsWith('higher_order.')
    ? 'export a model whose course does not depend on data, or with its parts apart'
    : 'save program.run_decompositions() instead of the program, which writes many operators as simpler ones; `tinyml inspect` shows every layer';

const buildNode = (
  assembly: Assembly,
  table: TorchTable,
  program: Program,
  step: NodeStep,
  inputs: readonly (ValueId | null)[],
): readonly ValueId[] => {
  const { operator } = step.node;
  const build = table.get(operator) ?? (changesOperand(operator) ? table.get(operator.slice(0, -1)) : undefined);
  if (build === undefined) throw new TranslationError('this operator is not supported', wayOut(operator));
  const values = new Map(
    step.inputs.flatMap((name, i) => (inputs[i] == null ? [] : [[name ?? '', inputs[i]] as const])),
  );
  const results = build(openCall(openEmitter(assembly, step.source), step.node, program.tensors, values));
  return agreed(assembly, step, typeof results === 'string' ? [results] : results, program.tensors);
};

/** Buffers that a program changes: what nodes read of them is state. Those that only count calls are left out. */
const changedBuffers = (program: Program, latest: ReadonlyMap<string, string>): ReadonlyMap<string, string> => {
  const changed = new Map<string, string>();
  for (const input of program.inputs) {
    if (input.kind !== 'stored' || !input.buffer) continue;
    const mutation = program.outputs.find((output) => output.kind === 'buffer' && output.buffer === input.stored);
    const next = mutation?.kind === 'buffer' ? mutation.name : latest.get(input.name);
    if (next !== undefined && next !== input.name) changed.set(input.name, next);
  }
  return changed;
};

/** The nodes that results or states depend on. */
const neededNodes = (nodes: readonly ProgramNode[], wanted: readonly string[]): readonly ProgramNode[] => {
  const needed = new Set(wanted);
  const kept = nodes.toReversed().filter((node) => {
    if (!node.outputs.some((name) => name !== undefined && needed.has(name))) return false;
    for (const argument of node.args.values()) for (const name of valuesIn(argument)) needed.add(name);
    return true;
  });
  return kept.reverse();
};

export interface TorchModel {
  readonly program: Program;
  readonly nodes: readonly ProgramNode[];
}

/**
 * The graph of an exported program.
 * @throws TinymlError that names all operators that cannot be translated
 * @throws OperatorError for inputs or results that no graph can have
 */
export const importProgram = (path: string, name: string, archive: Archive, context: ImportContext): Graph => {
  const { program } = archive;
  const table = torchTableOf(context.operators);
  const assembly = openAssembly(context);
  const results = program.outputs.flatMap((output) =>
    output.kind === 'user' && isTensorName(output.value) ? [output.value.tensor] : [],
  );
  const functional = withoutChangesInPlace(program.nodes, results);
  const { latest, refused } = functional;
  if (refused.size > 0)
    throw new TinymlError(
      ...[...refused].map((node, index) => {
        const { name: layer, op } = sourceOf(node, index);
        return {
          ...unsupportedOperator(layer, op, 'it changes a tensor that others share and read later'),
          file: path,
          hint: 'save program.run_decompositions() instead of the program: it has no changes in place',
        };
      }),
    );
  const outputs = results.map((tensor) => latest.get(tensor) ?? tensor);
  const changed = changedBuffers(program, latest);
  const read = new Set(
    neededNodes(functional.nodes, outputs).flatMap(({ args }) => [...args.values()].flatMap(valuesIn)),
  );
  const states = new Map([...changed].filter(([buffer]) => read.has(buffer)));
  const nodes = neededNodes(functional.nodes, [...outputs, ...states.values()]);
  const needed = new Set([...nodes.flatMap(({ args }) => [...args.values()].flatMap(valuesIn)), ...outputs]);
  const known = new Map<string, ValueId>();
  const state = new Map<string, ValueId>();

  const shapes = inputShapes(path, program, context);
  for (const input of program.inputs) {
    if (input.kind === 'user') {
      const meta = program.tensors.get(input.name) as TensorMeta;
      const dtype = scalarTypeOf(meta.scalarType)?.dtype;
      if (dtype === undefined)
        throw new TinymlError(inconsistentModel(path, `input ${input.name}`, 'its type is not supported'));
      const id = assembly.input(input.name, { dtype, shape: shapes.get(input.name) ?? [] });
      const source = { name: input.name, op: 'input' };
      known.set(
        input.name,
        dtype === 'int64' ? openEmitter(assembly, source).emit('cast', { outType: 'int32' }, [id]) : id,
      );
    } else if (input.kind === 'stored' && needed.has(input.name)) {
      const { type, data } = archive.stored(input.stored);
      if (!states.has(input.name)) known.set(input.name, assembly.constant(input.stored, type, data));
      else {
        if (Array.from(data as ArrayLike<number | bigint>).some((value) => Number(value) !== 0))
          throw new TinymlError(
            unsupportedOperator(input.stored, 'buffer', 'it is changed in each call, and does not begin with zeros'),
          );
        const id = assembly.state(input.stored, type);
        state.set(input.name, id);
        known.set(input.name, id);
      }
    } else if (input.kind === 'number' && needed.has(input.name) && typeof input.value === 'number')
      known.set(input.name, openEmitter(assembly, { name: input.name, op: 'input' }).ints('value', [], [input.value]));
  }

  const steps = nodes.map((node, index): NodeStep => ({
    node,
    source: sourceOf(node, index),
    inputs: [...node.args.values()].flatMap(valuesIn),
    outputs: node.outputs,
  }));
  const values = translateSteps(steps, known, {
    build(step, inputs) {
      return buildNode(assembly, table, program, step, inputs);
    },
    describe: (source, reason, hint) => ({
      ...unsupportedOperator(source.name, source.op, reason),
      file: path,
      ...(hint !== undefined && { hint }),
    }),
    missing: (step, tensor) =>
      new TinymlError(
        inconsistentModel(path, `${step.source.op} (${step.source.name})`, `nothing gives its operand ${tensor}`),
      ),
  });

  const valueOf = (tensor: string): ValueId => {
    const id = values.get(tensor);
    if (id === undefined) throw new TinymlError(inconsistentModel(path, `result ${tensor}`, 'nothing gives it'));
    return id;
  };
  for (const [buffer, next] of states) {
    const id = state.get(buffer);
    if (id !== undefined) assembly.keep(id, valueOf(next));
  }
  const ended = outputs.map((tensor): ValueId => {
    const id = valueOf(tensor);
    const meta = program.tensors.get(tensor);
    const wide = meta !== undefined && scalarTypeOf(meta.scalarType)?.dtype === 'int64';
    if (!wide || assembly.typeOf(id).dtype === 'int64') return id;
    return openEmitter(assembly, { name: tensor, op: 'output' }).emit('cast', { outType: 'int64' }, [id]);
  });
  return withOutputNames(foldQuantization(assembly.finish(name, ended), context), results);
};
