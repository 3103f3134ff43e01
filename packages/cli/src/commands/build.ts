import { TinymlError } from '@tinyml/core';
import {
  findManifest,
  findWorkspace,
  loadManifest,
  lockPath,
  writeBuilds,
  type BuildResult,
  type Manifest,
} from '@tinyml/core/internal';
import { dirname, resolve } from 'node:path';
import { usage } from '../diagnostics/command-line.ts';
import { writeDepfile } from '../depfile.ts';
import { emittedProgram } from '../emitted-program.ts';
import { reportThrown } from '../failure.ts';
import { reportKernels } from '../kernel-report.ts';
import { manifestEnvironment } from '../manifest-environment.ts';
import { buildSummary } from '../render/build-summary.ts';
import { printJson, reportFinding } from '../report.ts';
import { runAgain } from '../run-again.ts';
import { prepareManifest, type BuildFlags, type Prepared } from '../prepare-manifest.ts';
import type { Command, Terminal } from '../terminal.ts';
import { buildWorkspace } from '../build-workspace.ts';
import { userFileFindings } from '../user-file-findings.ts';
import { watchFiles } from '../watch.ts';

const documentOf = ({ record, run }: BuildResult): Readonly<Record<string, unknown>> => ({ ...record, run });

const prepare = async (
  path: string,
  flags: BuildFlags,
  terminal: Terminal,
  onManifest?: (manifest: Manifest) => void,
): Promise<Prepared> => {
  const manifest = await loadManifest(path, manifestEnvironment());
  onManifest?.(manifest);
  return prepareManifest(manifest, flags, terminal);
};

/** Files whose change makes another build worth while. */
const inputsOf = (manifest: Manifest): readonly string[] => {
  const files: string[] = [manifest.source.file, lockPath(manifest.source.file)];
  if (manifest.model.kind === 'file') files.push(manifest.model.path);
  const collect = (value: unknown): void => {
    if (typeof value === 'string' && resolve(value) === value) files.push(value);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(collect);
  };
  collect(manifest.data);
  if (typeof manifest.passes !== 'string') {
    files.push(
      ...manifest.passes
        .filter(({ name }) => name.startsWith('.'))
        .map(({ name }) => resolve(dirname(manifest.source.file), name)),
    );
  }
  return files;
};

/**
 * Builds, reports in one line of JSON or as usual, waits for a change, and asks for another run: code that was loaded
 * once cannot be loaded anew. A failure only waits for the next change.
 */
const watch = async (path: string, flags: BuildFlags, terminal: Terminal): Promise<number> => {
  let watched: readonly string[] = [resolve(path)];
  try {
    const prepared = await prepare(path, flags, terminal, (manifest) => {
      watched = inputsOf(manifest);
    });
    const [result] = (await writeBuilds([prepared])) as [BuildResult];
    await prepared.sent();
    if (flags.depfile !== undefined) writeDepfile(flags.depfile, [prepared], [result]);
    userFileFindings(result).forEach((finding) => reportFinding(finding, terminal));
    if (terminal.json) terminal.out(`${JSON.stringify(documentOf(result))}\n`);
    else if (!terminal.quiet) terminal.out(buildSummary(result, prepared.manifest.source.file, terminal));
  } catch (error) {
    const status = await reportThrown(error, terminal, true);
    if (terminal.signal.aborted || status === 70) return status;
  }
  if (!terminal.quiet) terminal.err(terminal.errorStyle.dim('watching for changes, Ctrl-C ends\n'));
  await watchFiles(watched, terminal.signal);
  return terminal.signal.aborted ? 130 : runAgain;
};

const command: Command<BuildFlags> = async (paths, flags, terminal) => {
  const [first = '.', ...others] = paths;
  if (flags.frozen === true && (flags.depfile !== undefined || flags.watch === true))
    throw new TinymlError(
      usage(
        `--frozen writes nothing: not with --${flags.watch === true ? 'watch' : 'depfile'}`,
        'leave one of them out',
      ),
    );
  const workspace = await findWorkspace(first);
  if (workspace !== undefined) {
    if (others.length > 0)
      throw new TinymlError(usage('a workspace is built by itself', 'list the other manifests among its `models`'));
    return buildWorkspace(workspace, flags, terminal);
  }
  if (flags.watch === true) {
    if (others.length > 0) throw new TinymlError(usage('--watch takes one manifest', 'start one tinyml for each'));
    return watch(first, flags, terminal);
  }
  // All of them before anything is written: what one of them cannot do keeps the others' trees as they are, too.
  const prepared: Prepared[] = [];
  // A folder and its manifest may both be named.
  const files = new Set(await Promise.all([first, ...others].map(findManifest)));
  for (const file of files) prepared.push(await prepare(file, flags, terminal));
  const results = await writeBuilds(prepared).finally(() => Promise.all(prepared.map(({ sent }) => sent())));
  if (flags.depfile !== undefined) writeDepfile(flags.depfile, prepared, results);
  results.forEach((result, index) => {
    userFileFindings(result).forEach((finding) => reportFinding(finding, terminal));
    if (terminal.json || terminal.quiet) return;
    if (terminal.verbose) reportKernels(emittedProgram(result).program, result.toolkit.kernels, terminal);
    terminal.out(buildSummary(result, prepared[index]?.manifest.source.file ?? first, terminal));
  });
  const [only] = results;
  if (terminal.json)
    printJson(
      others.length === 0 && only !== undefined
        ? documentOf(only)
        : { schema: 'tinyml-builds/1', builds: results.map(documentOf) },
      terminal,
    );
  return 0;
};

export default command;
