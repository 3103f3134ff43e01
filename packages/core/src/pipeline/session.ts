import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { createBlobs, type Blobs } from '../cache/blobs.ts';
import { createFileDigests, type FileDigests } from '../cache/file-digests.ts';
import type { Store } from '../cache/store.ts';
import { canonicalJson, digestOf } from '../ir/digest.ts';
import type { Executor } from '../evaluation/executor.ts';
import type { Digest, Graph } from '../ir/graph.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { resolveTarget } from '../manifest/target.ts';
import type { Constants, DataSplit, Pass } from '../pass/define-pass.ts';
import { modelFacts } from '../plan/model-facts.ts';
import { resolvePasses, type Plan } from '../plan/resolve.ts';
import type { Target } from '../hardware/target.ts';
import type { RemoteStages } from '../remote/remote-stages.ts';
import type { Toolkit } from '../toolkit.ts';
import type { Backend, LowerRequest } from './backend.ts';
import { emitStage, lowerStage } from './backend-stages.ts';
import { memoryLimits } from './budget.ts';
import { splitSource, type DataDigests } from './data-files.ts';
import { coreDigest, formatsDigest } from './code-digests.ts';
import type { BuildEvent } from './event.ts';
import { graphFacts } from './facts.ts';
import { detectFormat, isProgram } from './detect-format.ts';
import { importStage, layersStage } from './import-stage.ts';
import type { Json } from './json.ts';
import { modelFolder } from './model-folder.ts';
import type { OperatorPackages } from './operator-packages.ts';
import type { PassSurroundings, SplitSource } from './pass-context.ts';
import { extendToolkit, type ExtendedToolkit } from './pass-package.ts';
import { passStage } from './pass-stage.ts';
import type { Read, StageRecord } from './record.ts';
import { kernelsDigest, moduleDigest } from './source-digest.ts';
import type { Stage, StageEnvironment } from './stage.ts';

export interface BuildOptions {
  readonly store: Store;
  readonly tinymlVersion: string;
  readonly signal: AbortSignal;
  onEvent(event: BuildEvent): void;
  /** Write nothing; fail unless the output tree is what the inputs give. */
  readonly frozen?: boolean;
  /** The cache that a team shares, behind `store`. */
  readonly remote?: RemoteStages;
  /** Instead of running stages that train: see `StageEnvironment`. */
  readonly trained?: StageEnvironment['trained'];
  /** Replace generated files that were edited by hand. */
  readonly force?: boolean;
  /** Sees the graph that each stage gave, cached or not. */
  onGraph?(stage: string, graph: Graph, constants: Constants): void;
  /** What scores the model on test data, stage by stage. Default: the reference interpreter. */
  readonly executor?: Executor;
  /** Threads or processes that run samples at once. Default: as many as there are cores. */
  readonly jobs?: number;
  /** Instead of the manifest's output.dir. */
  readonly out?: string;
  /** What is over budget is told, and does not stop the build. */
  readonly overBudget?: 'told';
}

/** Everything that stays the same during one build. */
export interface Session {
  readonly manifest: Manifest;
  readonly modelPath: string;
  readonly target: Target;
  readonly extended: ExtendedToolkit;
  readonly blobs: Blobs;
  readonly digests: FileDigests;
  /** Files and folders that `digests` was asked about so far, tinyml's own among them. */
  readonly seen: ReadonlySet<string>;
  readonly splits: Readonly<Partial<Record<DataSplit, SplitSource>>>;
  readonly environment: StageEnvironment;
  readonly coreDigest: Digest;
  /** Digests of third parties' code as it was when it was loaded, by entry file. */
  readonly packageCode: ReadonlyMap<string, Digest>;
  readonly operatorPackages: OperatorPackages;
  /** Digest of a model that is a program. */
  programDigest(path: string): Promise<Digest>;
}

/** Layers stand in the manifest itself. */
const modelFile = ({ model, source }: Manifest): string => (model.kind === 'file' ? model.path : source.file);

/** The value that a recorded read would have in this build. */
const currentValue =
  ({ modelPath, programDigest, target, splits, digests, manifest, extended }: Omit<Session, 'environment'>) =>
  async (read: Read): Promise<string | undefined> => {
    const fileDigest = async (path: string): Promise<string | undefined> => {
      try {
        const info = await stat(path);
        return info.isDirectory() ? digestOf(new Uint8Array()) : await digests.file(path);
      } catch {
        return undefined;
      }
    };
    switch (read.kind) {
      case 'model':
        if (read.name === '' && isProgram(modelPath, extended.toolkit.formats))
          return programDigest(modelPath).catch(() => undefined);
        return fileDigest(read.name === '' ? modelPath : resolve(modelFolder(modelPath), read.name));
      case 'file':
        return fileDigest(resolve(manifest.dir, read.name));
      case 'target':
        return canonicalJson((target as unknown as Record<string, Json | undefined>)[read.name] ?? null);
      case 'data':
        return splits[read.name as DataSplit]?.digest();
    }
  };

export const openSession = async (manifest: Manifest, base: Toolkit, options: BuildOptions): Promise<Session> => {
  const references = Array.isArray(manifest.passes) ? manifest.passes.map(({ name }) => name as string) : [];
  const extended = await extendToolkit(base, references, manifest.dir);
  const seen = new Set<string>();
  const digests = createFileDigests(options.store, (path) => seen.add(path));
  // At once: a package that is edited while an early stage runs must not pass for the one that was loaded.
  const packageCode = new Map(
    await Promise.all(
      extended.packages.map(async ({ entry }) => [entry, await moduleDigest(entry, digests, options.store)] as const),
    ),
  );
  const target = resolveTarget(manifest, base.boards);
  const blobs = createBlobs(options.store);
  const programDigest = (path: string): Promise<Digest> => moduleDigest(path, digests, options.store);
  const data: DataDigests = {
    files: digests,
    code: () => formatsDigest(base, digests),
    module: programDigest,
  };
  const splits = Object.fromEntries(
    Object.entries(manifest.data).map(([split, source]) => [split, splitSource(source, data, base.openData)]),
  );
  const session: Omit<Session, 'environment'> = {
    manifest,
    modelPath: modelFile(manifest),
    target,
    extended,
    blobs,
    digests,
    seen,
    splits,
    coreDigest: await coreDigest(base, digests),
    packageCode,
    operatorPackages: Object.fromEntries(
      extended.packages
        .filter(({ operators }) => operators.length > 0)
        .map(({ name, entry }) => [name, packageCode.get(entry) ?? null]),
    ),
    programDigest,
  };
  return {
    ...session,
    environment: {
      store: options.store,
      blobs,
      ran: new Map(),
      fetched: new Set(),
      current: currentValue(session),
      onEvent: (event) => {
        options.onEvent(event);
      },
      ...(options.remote === undefined ? {} : { remote: options.remote }),
      ...(options.trained === undefined ? {} : { trained: options.trained }),
    },
  };
};

export const makeImportStage = async (session: Session): Promise<Stage> => {
  const { manifest, extended, modelPath, blobs, digests, coreDigest, operatorPackages, programDigest } = session;
  const { toolkit } = extended;
  const code = digestOf(coreDigest + (await formatsDigest(toolkit, digests)));
  if (manifest.model.kind === 'layers')
    return layersStage(manifest.model, manifest.source, toolkit, blobs, code, operatorPackages);
  const format = await detectFormat(modelPath, toolkit.formats);
  return importStage(
    {
      path: modelPath,
      format,
      signature: manifest.model.signature,
      inputs: manifest.model.inputs,
      inputLayout: manifest.model.inputLayout,
    },
    toolkit,
    blobs,
    code,
    operatorPackages,
    programDigest,
  );
};

export const planPasses = ({ manifest, extended }: Session, graph: Graph): Plan =>
  resolvePasses(manifest, extended.toolkit.passes, [...graphFacts(graph, extended.toolkit), ...modelFacts(manifest)]);

export const surroundingsOf = (session: Session, options: BuildOptions): PassSurroundings => ({
  folder: session.manifest.dir,
  target: session.target,
  splits: session.splits,
  constants: session.blobs,
  operators: session.extended.toolkit.operators,
  signal: options.signal,
  seed: 1,
  store: options.store,
  onEvent: (event) => {
    options.onEvent(event);
  },
});

/** What lower, emit and the compiled model are made with of third parties: their code, and their kernels' C. */
export const packageDigests = async (
  { extended, digests, operatorPackages, packageCode }: Session,
  store: Store,
): Promise<OperatorPackages> => {
  const kernels = await Promise.all(
    extended.packages
      .filter((package_) => package_.kernels.length > 0)
      .map(async ({ name, entry, kernels: brought }) => {
        const sources = await kernelsDigest(name, brought, digests, store);
        return [name, { code: packageCode.get(entry) ?? null, sources }] as const;
      }),
  );
  return { ...operatorPackages, ...Object.fromEntries(kernels) };
};

/** Of the code of a pass: the package that it comes from, or its file. */
export const passCode = async (
  { extended, digests, packageCode }: Session,
  pass: Pass,
  { store }: BuildOptions,
): Promise<Digest> => {
  const entry = extended.origin.get(pass)?.entry;
  const known = entry === undefined ? extended.toolkit.codeDigests?.passes[pass.name] : packageCode.get(entry);
  return known ?? (await moduleDigest(entry ?? extended.toolkit.passEntry(pass.name), digests, store));
};

export const makePassStage = async (
  session: Session,
  planned: Plan['stages'][number],
  graph: Graph,
  options: BuildOptions,
): Promise<Stage> => {
  const { extended, coreDigest } = session;
  return passStage(
    planned,
    graph,
    await passCode(session, planned.pass, options),
    coreDigest,
    session.operatorPackages,
    surroundingsOf(session, options),
    extended.origin.get(planned.pass)?.name,
  );
};

export const lowerRequest = (
  session: Session,
  graph: Graph,
  imported: StageRecord,
  options: BuildOptions,
): LowerRequest => {
  const { manifest, target, extended, blobs } = session;
  const read = imported.reads.filter(({ kind }) => kind === 'model');
  const file = read.find(({ name }) => name === '' && modelFolder(session.modelPath) !== session.modelPath);
  const all = read.length > 0 ? read : imported.inputs['model'];
  const modelDigest = file?.value ?? digestOf(canonicalJson((all ?? null) as Json));
  return {
    graph,
    name: manifest.name,
    modelFile: basename(session.modelPath),
    modelDigest: modelDigest as Digest,
    target,
    budget: memoryLimits(manifest.budget, target),
    toolkit: extended.toolkit,
    constants: blobs,
    output: { project: manifest.output.project, runtime: manifest.output.runtime, arena: manifest.output.arena },
    tinymlVersion: options.tinymlVersion,
  };
};

/** The last two stages, and the request that both are made from. */
export const backendStages = async <P>(
  session: Session,
  backend: Backend<P>,
  request: LowerRequest,
  store: Store,
): Promise<{ readonly lower: Stage; emit(program: P): Stage }> => {
  const code = digestOf(session.coreDigest + (await backend.digest()));
  const packages = await packageDigests(session, store);
  return {
    lower: lowerStage(backend, request, code, packages),
    emit: (program) => emitStage(backend, request, program, code, packages),
  };
};
