import {
  elementCount,
  isFloat,
  isTinymlError,
  type Constants,
  type Diagnostic,
  type Digest,
  type Graph,
  type OperatorTable,
} from '@tinyml/core';
import { type Backend, type Board, type EmittedTree, type Json, type LowerRequest } from '@tinyml/core/internal';
import { emit } from './emit/emit.ts';
import type { EmittedFile } from './emit/file.ts';
import type { Provenance } from './emit/provenance.ts';
import { lower } from './lower/lower.ts';
import { programCodec } from './program/codec.ts';
import { peakOf } from './peak.ts';
import { callsOf, type Program } from './program/program.ts';
import { applicationOf, type ApplicationModel } from './project/application.ts';
import { projectFiles } from './project/project.ts';
import { recordedApplication } from './project/recorded-application.ts';
import { sharedFiles } from './project/shared-files.ts';
import { goldenVectors } from './project/vectors.ts';
import { recordParts } from './record-parts.ts';

export interface BackendOptions {
  /** Digest of the code generator itself: the sources, or the package's version. */
  readonly digest: () => Promise<Digest>;
  /** The model as a .tflite file; null: the output has none. */
  readonly writeTflite: ((graph: Graph, constants: Constants, operators: OperatorTable) => Uint8Array) | null;
}

const bytesOf = (contents: EmittedFile['contents']): Uint8Array =>
  typeof contents === 'string' ? new TextEncoder().encode(contents) : contents;

const boardOf = ({ target, toolkit }: LowerRequest): Board | null =>
  toolkit.boards.find((board) => board.id === target.board) ?? null;

const provenanceOf = (request: LowerRequest): Provenance => ({
  tinyml: request.tinymlVersion,
  model: { file: request.modelFile, digest: request.modelDigest },
});

/** Elements of all constants that layers compute with, those of loops and branches too: weights and biases, not shapes and axes. */
const parameterCount = (graph: Graph): number => {
  const own = [...graph.values.values()]
    .filter(({ data, type }) => data !== undefined && (isFloat(type.dtype) || type.quant !== undefined))
    .reduce((sum, { type }) => sum + elementCount(type.shape), 0);
  return graph.nodes.flatMap(({ graphs = [] }) => graphs).reduce((sum, nested) => sum + parameterCount(nested), own);
};

/** The model as a file; null, with the reason as a warning, where the format has no form for one of its operators. */
const modelFileOf = (
  { constants, graph, output, toolkit }: LowerRequest,
  { writeTflite }: BackendOptions,
): { readonly tflite: Uint8Array | null; readonly diagnostics: readonly Diagnostic[] } => {
  try {
    return { tflite: writeTflite?.(graph, constants, toolkit.operators) ?? null, diagnostics: [] };
  } catch (error) {
    if (!isTinymlError(error) || output.runtime === 'tflite-micro') throw error;
    return {
      tflite: null,
      diagnostics: error.diagnostics.map((diagnostic) => ({ ...diagnostic, severity: 'warning' })),
    };
  }
};

const sizeText = (bytes: number | null, of: string): string =>
  bytes === null ? `${of} not known` : `${String(bytes)} B of ${of}`;

const tree = (request: LowerRequest, program: Program, options: BackendOptions): EmittedTree => {
  const { budget, constants, graph, output, toolkit } = request;
  const { kernels, operators } = toolkit;
  const provenance = provenanceOf(request);
  const { tflite, diagnostics } = modelFileOf(request, options);
  const files = [
    ...emit(program, { kernels, constants, provenance, arena: output.arena, ram: budget.ram }),
    ...projectFiles(program, {
      project: output.project,
      runtime: output.runtime,
      arena: output.arena,
      board: boardOf(request),
      provenance,
      tflite,
      vectors: output.project === 'platformio' ? goldenVectors(graph, constants, operators) : [],
    }),
  ];
  const { macs, metrics, ...parts } = recordParts(program, { budget });
  return {
    files: files.map(({ contents, ...file }) => ({ ...file, contents: bytesOf(contents) })),
    record: {
      ...(parts as unknown as Omit<EmittedTree['record'], 'model' | 'application' | 'metrics'>),
      model: {
        tflite: tflite === null ? null : 'model.tflite',
        tfliteBytes: tflite?.length ?? null,
        macs,
        parameters: parameterCount(graph),
      },
      application: applicationOf(program, {
        arena: output.arena,
        board: boardOf(request),
        operators,
        project: output.project,
        runtime: output.runtime,
      }) as unknown as Json,
      metrics,
    },
    summary: `${String(files.length)} files, ${sizeText(parts.memory.flash, 'flash')}, ${sizeText(parts.memory.ram, 'RAM')}`,
    diagnostics,
  };
};

/** Code generation as the build runs it: graph → program → files. */
export const createBackend = (options: BackendOptions): Backend<Program> => ({
  program: programCodec,
  digest: options.digest,
  lower: (request) => {
    const { budget, constants, graph, name, target, toolkit } = request;
    const { kernels, operators } = toolkit;
    const program = lower(graph, { operators, kernels, constants, target, name, limits: budget });
    const { memory, schedule } = program;
    return Promise.resolve({
      program,
      blobs: program.constants.map((constant) => constant.digest),
      summary: `${String(schedule.flatMap(callsOf).length)} kernel calls, arena ${String(memory.arena)} B, at least ${String(memory.lowerBound)} B`,
      metrics: { arena: memory.arena, lowerBound: memory.lowerBound, wholeTensors: memory.wholeTensors },
      diagnostics: [],
    });
  },
  measure: ({ budget }, program) => {
    const { memory, metrics } = recordParts(program, { budget });
    return {
      memory: memory as unknown as ReturnType<Backend<Program>['measure']>['memory'],
      metrics,
      peak: peakOf(program),
    };
  },
  emit: (request, program) => Promise.resolve(tree(request, program, options)),
  shared: (applications, others, exists) =>
    sharedFiles(
      applications as unknown as readonly ApplicationModel[],
      others.map(recordedApplication).filter((model) => model !== undefined),
      exists,
    ),
});
