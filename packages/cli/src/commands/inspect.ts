import { lower, type Program } from '@tinyml/codegen';
import {
  cores,
  didYouMean,
  isTinymlError,
  memoryConstants,
  metrics,
  TinymlError,
  valueOf,
  type Constants,
  type Graph,
  type Target,
  type TensorType,
} from '@tinyml/core';
import {
  detectFormat,
  importModel,
  modelNotFound,
  nameFromPath,
  outlineModel,
  type InputShapes,
  type ModelFile,
  type ModelOutline,
  type Toolkit,
} from '@tinyml/core/internal';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { usage } from '../diagnostics/command-line.ts';
import { kernelsJson, reportKernels } from '../kernel-report.ts';
import { profileModel, type LayerProfile, type ModelProfile } from '../model-profile.ts';
import { plainBar } from '../render/bar.ts';
import { bytesText, countText } from '../render/number.ts';
import type { Style } from '../render/style.ts';
import { table } from '../render/table.ts';
import { printJson } from '../report.ts';
import type { Command, CommonOptions, Terminal } from '../terminal.ts';
import { makeToolkit } from '../toolkit.ts';

interface InspectFlags extends CommonOptions {
  readonly core?: string;
  readonly priority?: string;
  readonly signature?: string;
  readonly inputs?: string;
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

/** `1x49x10`, or `audio=1x49x10,meta=1x4`. */
const inputShapes = (text: string | undefined): InputShapes | null => {
  if (text === undefined) return null;
  const shapeOf = (written: string): readonly number[] => {
    if (!/^\d+(x\d+)*$/.test(written))
      throw new TinymlError(
        usage(`--inputs ${text}: ${written} is no shape`, 'write 1x49x10, or name=1x49x10,other=1x4'),
      );
    return written.split('x').map(Number);
  };
  if (!text.includes('=')) return shapeOf(text);
  const entries = text.split(',').map((part): readonly [string, readonly number[]] => {
    const at = part.lastIndexOf('=');
    return [part.slice(0, Math.max(at, 0)), shapeOf(part.slice(at + 1))];
  });
  return Object.fromEntries(entries);
};

const shapeText = ({ dtype, shape }: TensorType): string => `${dtype} ${shape.join('×')}`;

const tensorsOf = (graph: Graph, ids: readonly string[]): readonly unknown[] =>
  ids.map((id) => {
    const { dtype, shape, quant } = valueOf(graph, id).type;
    return { name: id, dtype, shape, scale: quant?.scale[0] ?? null, zeroPoint: quant?.zeroPoint[0] ?? null };
  });

/** A model as inspect shows it; layers that tinyml cannot run have their reasons, by their ids. */
interface Inspected {
  readonly graph: Graph;
  readonly format: string;
  readonly unsupported: ReadonlyMap<string, string>;
  readonly profile: ModelProfile;
}

const jsonOf = ({ graph, format, profile, unsupported }: Inspected, program: Program | undefined): unknown => ({
  schema: 'tinyml-inspect/1',
  name: graph.name,
  format,
  inputs: tensorsOf(graph, graph.inputs),
  outputs: tensorsOf(graph, graph.outputs),
  labels: graph.labels ?? null,
  layers: profile.layers.map((layer) => ({
    ...layer,
    outputs: layer.outputs.map(({ dtype, shape }) => ({ dtype, shape })),
    unsupported: unsupported.get(layer.id) ?? null,
  })),
  totals: { macs: profile.macs, parameters: profile.parameters, weightBytes: profile.weights, peakBytes: profile.peak },
  ...(program === undefined ? {} : { target: { core: program.target.core }, kernels: kernelsJson(program) }),
});

/** A bar of the memory that is alive, or that the layer cannot run. */
const lastColumn = (layer: LayerProfile, { profile, unsupported }: Inspected, style: Style): string => {
  if (unsupported.has(layer.id)) return style.red('✗ not supported');
  const bar = plainBar(profile.peak === 0 ? 0 : layer.memory / profile.peak, barWidth);
  return layer.memory === profile.peak ? style.yellow(bar) : style.cyan(bar);
};

/** Each reason once, with the layers that it is about. */
const printUnsupported = ({ unsupported, profile }: Inspected, { style, out }: Terminal): void => {
  const reasons = new Map<string, string[]>();
  for (const { id, op } of profile.layers) {
    const reason = unsupported.get(id);
    if (reason !== undefined) reasons.set(reason, [...(reasons.get(reason) ?? []), `${op} (${id})`]);
  }
  const count = unsupported.size;
  out(`\n${style.red(count === 1 ? '1 layer is not supported' : `${String(count)} layers are not supported`)}\n`);
  for (const [reason, layers] of reasons) out(`  ${reason}: ${layers.join(', ')}\n`);
  out('`tinyml build` says what to do about each.\n');
};

const print = (inspected: Inspected, terminal: Terminal): void => {
  const { graph, format, profile, unsupported } = inspected;
  const { style, out } = terminal;
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
    layer.memory === 0 ? style.dim('–') : bytesText(layer.memory),
    lastColumn(layer, inspected, style),
  ]);
  out(table([titles, ...rows], [0, 4, 5, 6]));
  const { macs, parameters, weights, peak } = profile;
  out(
    `\n${countText(macs)} MACs · ${countText(parameters)} parameters · ${bytesText(weights)} of weights · ${bytesText(peak)} of activations at the peak\n`,
  );
  if (unsupported.size > 0) printUnsupported(inspected, terminal);
};

/** The model, or where it cannot be imported all of its layers. @throws TinymlError for a file that cannot be read */
const open = async (model: ModelFile, toolkit: Toolkit, constants: Constants): Promise<ModelOutline> => {
  try {
    return { graph: await importModel(model, toolkit, constants), unsupported: new Map() };
  } catch (error) {
    // An outline that finds nothing unsupported does not say why the import failed.
    const outline = isTinymlError(error) ? await outlineModel(model, toolkit, constants) : undefined;
    if (outline === undefined || outline.unsupported.size === 0) throw error;
    return outline;
  }
};

const command: Command<InspectFlags> = async ([file = ''], flags, terminal) => {
  const target = targetOf(flags);
  const path = resolve(file);
  if (!existsSync(path)) throw new TinymlError(modelNotFound(path, 'paths are relative to the current folder'));
  const toolkit = makeToolkit();
  const format = await detectFormat(path, toolkit.formats);
  const constants = memoryConstants();
  const model = { path, format, signature: flags.signature ?? null, inputs: inputShapes(flags.inputs) };
  const { graph, unsupported } = await open(model, toolkit, constants);
  const { operators, kernels } = toolkit;
  const inspected = { graph, format: format.name, unsupported, profile: profileModel(graph, operators, constants) };
  const program =
    target && unsupported.size === 0
      ? lower(graph, { operators, kernels, constants, target, name: nameFromPath(path) })
      : undefined;
  if (terminal.json) printJson(jsonOf(inspected, program), terminal);
  else {
    print(inspected, terminal);
    if (program !== undefined) reportKernels(program, kernels, terminal);
  }
  return 0;
};

export default command;
