import { isTinymlError, TinymlError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { quickSearch } from '../explore/quick-search.ts';
import type { Manifest } from '../manifest/manifest.ts';
import { otherWeights } from '../diagnostics/catalogue/lock.ts';
import { graphDigest } from '../ir/serialize.ts';
import { lockPath } from '../lock/lock.ts';
import { openLocked } from '../lock/open-locked.ts';
import type { ListedFile } from '../output/output-file.ts';
import type { ModelTree } from '../output/plan-tree.ts';
import { readRecords, type TreePlace } from '../output/tree-record.ts';
import type { Toolkit } from '../toolkit.ts';
import { measureAccuracy } from './accuracy.ts';
import type { Backend, Peak } from './backend.ts';
import { budgetProblems, programProblems } from './budget.ts';
import { buildRecord, type BuildRecord, type BuildResult } from './build-record.ts';
import { dataProblems } from './data-ranges.ts';
import { frozenOptions } from './frozen.ts';
import { inputFiles } from './input-files.ts';
import { interruptible } from './interruptible.ts';
import type { Json } from './json.ts';
import { withRemedies } from './remedies.ts';
import { runBackend } from './run-backend.ts';
import { runPasses } from './run-passes.ts';
import { qualityMeter } from './stage-quality.ts';
import type { BuildOptions } from './session.ts';
import type { StageRun } from './stage.ts';
import { writeBuilds } from './write-builds.ts';

/** A build whose stages have run, and nothing of which is written yet. */
export interface PreparedBuild {
  readonly manifest: Manifest;
  readonly backend: Pick<Backend<never>, 'shared'>;
  readonly options: BuildOptions;
  /** Where it shall lie. */
  readonly dir: string;
  readonly tree: Pick<ModelTree, 'name' | 'files' | 'inputs'>;
  readonly application: Json;
  readonly runs: readonly StageRun[];
  /** Absolute paths of all that was read. */
  readonly inputs: readonly string[];
  /** Everything that is reported on the way, in the end what writing the tree reports as well. */
  readonly diagnostics: readonly Diagnostic[];
  readonly result: Pick<BuildResult, 'graph' | 'constants' | 'target' | 'budget' | 'toolkit' | 'run'>;
  record(place: TreePlace, files: readonly ListedFile[]): BuildRecord;
  report(diagnostic: Diagnostic): void;
}

/** The name of the model as a file, which depends on what else the folder holds. */
const placedModel = (model: Json, place: TreePlace): Json => {
  const { tflite } = model as { readonly tflite?: Json };
  return typeof tflite === 'string' ? { ...(model as object), tflite: place.model } : model;
};

/** What is over budget, with all that was tried about it: worked out when it is asked for. */
type Advice = () => Promise<readonly Diagnostic[]>;

/** `isOver`: told of a program over its budget before that is thrown. */
const prepareListed = async <P>(
  manifest: Manifest,
  base: Toolkit,
  backend: Backend<P>,
  given: BuildOptions,
  isOver: (advice: Advice) => void,
): Promise<PreparedBuild> => {
  const started = performance.now();
  const dir = given.out ?? manifest.output.dir;
  const options =
    given.frozen === true
      ? frozenOptions(
          given,
          readRecords(dir).find(({ name }) => name === manifest.name),
        )
      : given;
  const diagnostics: Diagnostic[] = [];
  const collecting: BuildOptions = {
    ...options,
    onEvent(event) {
      if (event.type === 'diagnostic') {
        // Every stage finds the cache out of order; once is enough.
        if (event.diagnostic.code === 'TML903' && diagnostics.some(({ code }) => code === 'TML903')) return;
        diagnostics.push(event.diagnostic);
      }
      options.onEvent(event);
    },
  };
  const { session, lock } = await openLocked(manifest, base, collecting);
  const report = (diagnostic: Diagnostic): void => {
    collecting.onEvent({ type: 'diagnostic', diagnostic });
  };
  const meter = qualityMeter(session, backend, collecting);
  const optimised = await runPasses(session, backend, collecting, meter);
  (await dataProblems(session, optimised.graphs[0]?.graph ?? optimised.graph)).forEach(report);
  const { target } = optimised.session;
  if (lock !== undefined && lock.weights !== null && graphDigest(optimised.graph) !== lock.weights) {
    const problem = otherWeights(lockPath(manifest.source.file), given.frozen === true);
    if (problem.severity === 'error') throw new TinymlError(problem);
    report(problem);
  }
  const check = (problems: readonly Diagnostic[], peak?: Peak): void => {
    const errors = problems.filter(({ severity }) => severity === 'error');
    if (errors.length === 0 || options.overBudget === 'told') return;
    isOver(() => withRemedies(errors, session, backend, optimised, collecting, peak));
    throw new TinymlError(...errors);
  };
  const { environment } = optimised.session;
  const emitting = runBackend(optimised.session, backend, optimised, collecting, environment, (measured) => {
    check(programProblems(measured, manifest.budget, target), measured.peak);
    return Promise.resolve();
  });
  const { request, runs: last, tree } = await emitting;
  const runs = [...optimised.runs, ...last];
  await interruptible(options.signal);
  const accuracy = (await measureAccuracy(session, optimised, collecting)) ?? meter.accuracy();
  const problems = budgetProblems(tree.record, accuracy, manifest.budget, target);
  check(problems);
  problems.forEach(report);
  return {
    manifest,
    backend,
    options,
    dir,
    tree: {
      name: manifest.name,
      files: tree.files,
      inputs: [manifest.source.file, lockPath(manifest.source.file), session.modelPath],
    },
    application: tree.record.application,
    runs,
    inputs: inputFiles(session, runs),
    diagnostics,
    record: (place, files) => {
      const parts = { ...tree.record, model: placedModel(tree.record.model, place) };
      return buildRecord(manifest.name, options.tinymlVersion, session.target, runs, parts, accuracy, files);
    },
    report,
    result: {
      graph: optimised.graph,
      constants: session.blobs,
      target,
      budget: request.budget,
      toolkit: session.extended.toolkit,
      run: {
        stages: runs.map(({ name, cached, seconds, remote }) => ({
          name,
          cached,
          seconds,
          ...(remote === undefined ? {} : { remote }),
        })),
        seconds: (performance.now() - started) / 1000,
      },
    },
  };
};

const isOverBudget = (error: unknown): boolean =>
  isTinymlError(error) && error.diagnostics.some(({ code }) => code === 'TML501');

/**
 * Runs a manifest: import, passes, lower, emit, each from the cache where its record still holds. Writes nothing but
 * the cache; with `frozen` computes everything itself, and writes nothing. Where the usual forms of `passes: auto` are over budget, a
 * quick search looks for another.
 * @throws TinymlError with the first stage's problems, or what is over budget
 */
export const prepareBuild = async <P>(
  manifest: Manifest,
  base: Toolkit,
  backend: Backend<P>,
  options: BuildOptions,
): Promise<PreparedBuild> => {
  let advice: Advice | undefined;
  const prepare = (one: Manifest): Promise<PreparedBuild> =>
    prepareListed(one, base, backend, options, (later) => {
      advice = later;
    });
  // Remedies are tried last: a search may find what makes them needless.
  const advised = async (error: unknown): Promise<unknown> =>
    isOverBudget(error) && advice !== undefined ? new TinymlError(...(await advice())) : error;
  let found: Manifest | undefined;
  try {
    return await prepare(manifest);
  } catch (error) {
    found = isOverBudget(error) ? await quickSearch(manifest, base, backend, options) : undefined;
    if (found === undefined) throw await advised(error);
  }
  try {
    return await prepare(found);
  } catch (error) {
    throw await advised(error);
  }
};

/** Runs a manifest and writes its output tree. Nothing is written when anything fails, the budget included. */
export const build = async <P>(
  manifest: Manifest,
  base: Toolkit,
  backend: Backend<P>,
  options: BuildOptions,
): Promise<BuildResult> => {
  const [result] = await writeBuilds([await prepareBuild(manifest, base, backend, options)]);
  return result as BuildResult;
};
