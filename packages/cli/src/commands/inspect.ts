import { lower, type Program } from '@tinyml/codegen';
import {
  cores,
  detectFormat,
  didYouMean,
  importModel,
  memoryConstants,
  metrics,
  modelNotFound,
  nameFromPath,
  TinymlError,
  usage,
  valueOf,
  type Graph,
  type Target,
  type TensorType,
} from '@tinyml/core';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { kernelsJson, reportKernels } from '../kernel-report.ts';
import { profileModel, type ModelProfile } from '../model-profile.ts';
import { plainBar } from '../render/bar.ts';
import { bytesText, countText } from '../render/number.ts';
import { table } from '../render/table.ts';
import { printJson } from '../report.ts';
import type { Command, CommonOptions, Terminal } from '../terminal.ts';
import { makeToolkit } from '../toolkit.ts';

interface InspectFlags extends CommonOptions {
  readonly core?: string;
  readonly priority?: string;
}

const barWidth = 24;

const oneOf = <Word extends string>(flag: string, word: string, known: readonly Word[]): Word => {
  const found = known.find((candidate) => candidate === word);
  if (found !== undefined) return found;
  const hint = didYouMean(word, known) ?? `it is one of ${known.join(', ')}`;
  throw new TinymlError(usage(`${flag} ${word}: there is no such thing`, hint));
};

/** A bare core without limits; undefined where none is asked for. */
const targetOf = ({ core, priority = 'latency' }: InspectFlags): Target | undefined => {
  const first = oneOf('--priority', priority, metrics);
  if (core === undefined) return undefined;
  const none = { board: null, clockHz: null, flash: null, ram: null, memory: [] };
  return { ...none, core: oneOf('--core', core, cores), priority: [first] };
};

const shapeText = ({ dtype, shape }: TensorType): string => `${dtype} ${shape.join('×')}`;

const tensorsOf = (graph: Graph, ids: readonly string[]): readonly unknown[] =>
  ids.map((id) => {
    const { dtype, shape, quant } = valueOf(graph, id).type;
    return { name: id, dtype, shape, scale: quant?.scale[0] ?? null, zeroPoint: quant?.zeroPoint[0] ?? null };
  });

const jsonOf = (graph: Graph, format: string, profile: ModelProfile, program: Program | undefined): unknown => ({
  schema: 'tinyml-inspect/1',
  name: graph.name,
  format,
  inputs: tensorsOf(graph, graph.inputs),
  outputs: tensorsOf(graph, graph.outputs),
  labels: graph.labels ?? null,
  layers: profile.layers.map((layer) => ({
    ...layer,
    outputs: layer.outputs.map(({ dtype, shape }) => ({ dtype, shape })),
  })),
  totals: { macs: profile.macs, parameters: profile.parameters, weightBytes: profile.weights, peakBytes: profile.peak },
  ...(program === undefined ? {} : { target: { core: program.target.core }, kernels: kernelsJson(program) }),
});

const print = (graph: Graph, format: string, profile: ModelProfile, { style, out }: Terminal): void => {
  const describe = (ids: readonly string[]): string =>
    ids.map((id) => `${id} ${style.dim(shapeText(valueOf(graph, id).type))}`).join(', ');
  out(`${style.bold(graph.name)} (${format})\n  in   ${describe(graph.inputs)}\n  out  ${describe(graph.outputs)}\n\n`);
  const titles = ['#', 'layer', 'operator', 'output', 'MACs', 'parameters', 'memory', ''].map((title) =>
    style.dim(title),
  );
  const rows = profile.layers.map((layer, index) => [
    style.dim(String(index)),
    style.bold(layer.id),
    layer.op,
    layer.outputs.map(shapeText).join(', '),
    layer.macs === 0 ? style.dim('–') : countText(layer.macs),
    layer.parameters === 0 ? style.dim('–') : countText(layer.parameters),
    bytesText(layer.memory),
    (layer.memory === profile.peak ? style.yellow : style.cyan)(
      plainBar(profile.peak === 0 ? 0 : layer.memory / profile.peak, barWidth),
    ),
  ]);
  out(table([titles, ...rows], [0, 4, 5, 6]));
  const { macs, parameters, weights, peak } = profile;
  out(
    `\n${countText(macs)} MACs · ${countText(parameters)} parameters · ${bytesText(weights)} of weights · ${bytesText(peak)} of activations at the peak\n`,
  );
};

const command: Command<InspectFlags> = async ([file = ''], flags, terminal) => {
  const target = targetOf(flags);
  const path = resolve(file);
  if (!existsSync(path)) throw new TinymlError(modelNotFound(path, 'paths are relative to the current folder'));
  const toolkit = makeToolkit();
  const format = await detectFormat(path, toolkit.formats);
  const constants = memoryConstants();
  const graph = await importModel(path, format, toolkit, constants);
  const { operators, kernels } = toolkit;
  const profile = profileModel(graph, operators, constants);
  const program = target && lower(graph, { operators, kernels, constants, target, name: nameFromPath(path) });
  if (terminal.json) printJson(jsonOf(graph, format.name, profile, program), terminal);
  else {
    print(graph, format.name, profile, terminal);
    if (program !== undefined) reportKernels(program, kernels, terminal);
  }
  return 0;
};

export default command;
