import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureInQemu, runOnHost } from '@tinyml/codegen';
import { allocate, elementCount, seededRandom, toBytes, valueOf, type Graph, type TensorData } from '@tinyml/core';
import type { BuildResult } from '@tinyml/core/internal';
import { emittedProgram } from '../../packages/cli/src/emitted-program.ts';
import { benchReport } from '../../packages/cli/src/bench-report.ts';
import { buildForMeasuring } from '../build-for-measuring.ts';

export interface StreamedModel {
  readonly id: string;
  readonly title: string;
  /** The model and its data, as a manifest has them. */
  readonly manifest: string;
  /** What runs before it is streamed. */
  readonly passes: readonly string[];
  readonly hop: number;
  /** Files with recorded frames of int8, which follow one another again and again. Default: noise. */
  readonly recorded?: readonly string[];
  /** Of its cycles for a window: how much an inference on new frames may take at most. */
  readonly goal: number;
}

/** What one inference takes. */
export interface Taken {
  readonly macs: number;
  readonly instructions: number;
  readonly cycles: number;
  readonly flash: number;
  readonly ram: number;
}

export interface StreamedFigures {
  readonly windowed: Taken;
  readonly streamed: Taken;
  readonly outputs: ComparedOutputs;
}

/** Outputs of both over inferences that follow one another. */
export interface ComparedOutputs {
  readonly inferences: number;
  /** How many of them the window answers in different ways. */
  readonly distinct: number;
  /** Greatest difference of any output, as a part of the greatest output; 0: every bit is equal. */
  readonly difference: number;
}

const here = import.meta.dirname;

/** The models that streaming is measured on. `shared`: the folder of real models. */
export const streamedModels = (shared: string): readonly StreamedModel[] => {
  const network = (name: string, quantized: boolean): Pick<StreamedModel, 'manifest' | 'passes'> => ({
    manifest: `model: ${join(here, 'streamed', `${name}.ts`)}\n${quantized ? `data: { calibration: { loader: ${join(here, 'streamed', 'windows.ts')} } }\n` : ''}`,
    passes: quantized ? ['fold-batch-norm', '{ quantize: { mode: int8 } }'] : [],
  });
  const kws = { manifest: `model: ${join(shared, 'models/mlperf-tiny/kws_int8.tflite')}\n`, passes: [] };
  const recorded = [0, 1, 2, 3, 4, 5].map((i) => join(shared, `golden/mlperf-tiny/kws_int8/in${String(i)}_0.bin`));
  return [
    { id: 'kws', title: 'keyword spotting, int8, `same` padding in time', ...kws, recorded, hop: 1, goal: 0.5 },
    { id: 'kws-hop-2', title: 'the same, two frames an inference', ...kws, recorded, hop: 2, goal: 0.5 },
    {
      id: 'speech',
      title: 'its layers without padding in time, int8',
      ...network('speech', true),
      hop: 1,
      goal: 1 / 8,
    },
    { id: 'tcn-int8', title: 'causal dilated convolutions, int8', ...network('tcn', true), hop: 1, goal: 1 / 8 },
    { id: 'tcn-float', title: 'causal dilated convolutions, float', ...network('tcn', false), hop: 1, goal: 1 / 8 },
  ];
};

const built = async (
  { hop, manifest, passes }: StreamedModel,
  streams: boolean,
  core: string,
): Promise<BuildResult> => {
  const out = mkdtempSync(join(tmpdir(), 'tinyml-stream-'));
  const all = streams ? [...passes, `{ stream: { hop: ${String(hop)} } }`] : passes;
  try {
    return await buildForMeasuring(
      `version: 1\nname: m\n${manifest}target: { core: ${core} }\npriority: latency\npasses: [${all.join(', ')}]\n`,
      out,
    );
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
};

const onlyInput = ({ graph }: { readonly graph: Graph }) => valueOf(graph, graph.inputs[0] as string).type;

const noise = (data: TensorData, seed: number): TensorData => {
  const random = seededRandom(seed);
  for (let i = 0; i < data.length; i++)
    data[i] = data instanceof Float32Array ? random() * 2 - 1 : Math.floor(random() * 256) - 128;
  return data;
};

const zeros = (data: TensorData, zero: number): Int8Array => (data as Int8Array).fill(zero);

/** Runs both in C on this machine over frames that follow one another, and compares every output. */
export const compareStreamed = async (
  model: StreamedModel,
  inferences: number,
  core = 'cortex-m4f',
): Promise<ComparedOutputs> => {
  const [windowed, streamed] = [await built(model, false, core), await built(model, true, core)];
  const [window, fresh] = [onlyInput(windowed), onlyInput(streamed)];
  const [all, some] = [elementCount(window.shape), elementCount(fresh.shape)];
  const recording = new Int8Array(Buffer.concat((model.recorded ?? []).map((file) => readFileSync(file))));
  let last = zeros(allocate(window.dtype, all), window.quant?.zeroPoint[0] ?? 0);
  const windows: (readonly TensorData[])[] = [];
  const hops: (readonly TensorData[])[] = [];
  for (let n = 0; n < inferences; n++) {
    const next =
      recording.length === 0
        ? noise(allocate(fresh.dtype, some), n + 1)
        : Int8Array.from({ length: some }, (_, i) => recording[(n * some + i) % recording.length] as number);
    last = last.slice();
    last.copyWithin(0, some);
    last.set(next as Int8Array, all - some);
    windows.push([last]);
    hops.push([next]);
  }
  const run = async (result: BuildResult, cases: readonly (readonly TensorData[])[]) => {
    const { files, program } = emittedProgram(result);
    return (await runOnHost(files, program, cases, { sequence: true, trace: false })).map(({ outputs }) => outputs);
  };
  const [wanted, found] = [await run(windowed, windows), await run(streamed, hops)];
  let [worst, most] = [0, 0];
  for (const [n, outputs] of wanted.entries())
    for (const [i, tensor] of outputs.entries()) {
      const other = found[n]?.[i] as TensorData;
      if (Buffer.compare(toBytes(tensor), toBytes(other)) === 0) continue;
      for (const [at, value] of Array.from(tensor as Int8Array).entries()) {
        most = Math.max(most, Math.abs(value));
        worst = Math.max(worst, Math.abs(value - Number(other[at])));
      }
    }
  const distinct = new Set(wanted.map((outputs) => outputs.map(String).join(' '))).size;
  return { inferences, distinct, difference: worst === 0 ? 0 : worst / most };
};

const taken = async (result: BuildResult): Promise<Taken> => {
  const { files, program } = emittedProgram(result);
  const { dtype, shape } = onlyInput(result);
  const measurement = await measureInQemu(files, program, [noise(allocate(dtype, elementCount(shape)), 1)]);
  const { memory, total } = benchReport(program, measurement);
  return {
    macs: total.macs,
    instructions: total.instructions.measured,
    cycles: total.cycles.measured,
    flash: memory.flash,
    ram: memory.ram,
  };
};

/** Both on an emulated Cortex-M4F, and their outputs over so many inferences. */
export const measureStreamed = async (model: StreamedModel, inferences: number): Promise<StreamedFigures> => ({
  windowed: await taken(await built(model, false, 'cortex-m4f')),
  streamed: await taken(await built(model, true, 'cortex-m4f')),
  outputs: await compareStreamed(model, inferences),
});
