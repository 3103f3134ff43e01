import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { digestOf } from '../ir/digest.ts';
import type { Manifest } from '../manifest/manifest.ts';
import type { Toolkit } from '../toolkit.ts';
import { measureAccuracy } from './accuracy.ts';
import type { Backend } from './backend.ts';
import { checkBudget } from './budget.ts';
import { buildRecord, type BuildResult } from './build-record.ts';
import { writeHistory } from './history.ts';
import { interruptible } from './interruptible.ts';
import { writeOutputTree, type OutputFile } from './output-tree.ts';
import { runBackend } from './run-backend.ts';
import { runPasses } from './run-passes.ts';
import { qualityMeter } from './stage-quality.ts';
import { openSession, type BuildOptions } from './session.ts';

/**
 * Runs a manifest: import, passes, lower, emit, each from the cache where its record still holds; then replaces the
 * output tree. Nothing is written when anything fails, the budget included.
 * @throws TinymlError with the first stage's problems
 */
export const build = async (
  manifest: Manifest,
  base: Toolkit,
  backend: Backend,
  options: BuildOptions,
): Promise<BuildResult> => {
  const started = performance.now();
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
  const session = await openSession(manifest, base, collecting);
  const { blobs } = session;
  const report = (diagnostic: Diagnostic): void => {
    collecting.onEvent({ type: 'diagnostic', diagnostic });
  };

  const meter = qualityMeter(session, backend, collecting);
  const optimised = await runPasses(session, collecting, meter);
  const { graph } = optimised;
  const { request, runs: last, tree } = await runBackend(session, backend, optimised, collecting);
  const runs = [...optimised.runs, ...last];
  await interruptible(options.signal);
  const accuracy = (await measureAccuracy(session, optimised, collecting)) ?? meter.accuracy();
  checkBudget(tree.record, accuracy, manifest.budget, session.target).forEach(report);
  const listed = tree.files.map(({ path, contents, owner }) => ({ path, sha256: digestOf(contents).slice(7), owner }));
  const record = buildRecord(manifest.name, options.tinymlVersion, session.target, runs, tree.record, accuracy, listed);
  const recordFile: OutputFile = {
    path: 'tinyml-build.json',
    contents: Buffer.from(`${JSON.stringify(record, null, 2)}\n`),
    owner: 'tinyml',
  };
  const dir = options.out ?? manifest.output.dir;
  const { written, diagnostics: kept } = writeOutputTree(dir, [...tree.files, recordFile], options.force ?? false);
  kept.forEach(report);
  writeHistory(options.store, manifest.source.file, runs);
  return {
    record,
    dir,
    written,
    diagnostics,
    graph,
    constants: blobs,
    target: session.target,
    budget: request.budget,
    toolkit: session.extended.toolkit,
    run: {
      stages: runs.map(({ name, cached, seconds }) => ({ name, cached, seconds })),
      seconds: (performance.now() - started) / 1000,
    },
  };
};
