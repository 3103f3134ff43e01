import { makeFirmware, type Firmware, type FirmwareEstimate, type Program } from '@tinyml/codegen';
import { TinymlError, type Diagnostic } from '@tinyml/core';
import {
  firmwareOverBudget,
  loadWorkspace,
  loweredProgram,
  memoryLimits,
  memoryStore,
  placedAt,
  writeBuilds,
  type BuildResult,
  type ListedFile,
  type ModelTree,
  type PreparedBuild,
  type Workspace,
} from '@tinyml/core/internal';
import { createBackend } from './backend.ts';
import { writeDepfile } from './depfile.ts';
import { usage } from './diagnostics/command-line.ts';
import { manifestEnvironment } from './manifest-environment.ts';
import { prepareManifest, type BuildFlags, type Prepared } from './prepare-manifest.ts';
import { countText } from './render/number.ts';
import { workspaceSummary } from './render/workspace-summary.ts';
import { printJson, reportFinding } from './report.ts';
import type { Terminal } from './terminal.ts';
import { userFileFindings } from './user-file-findings.ts';
import { tinymlVersion } from './version.ts';

/** Bytes that all models together may take; null: not known. */
export interface FirmwareLimits {
  readonly flash: number | null;
  readonly ram: number | null;
}

const programOf = ({ runs }: PreparedBuild): Program => {
  const lowering = runs.find(({ name }) => name === 'lower');
  if (lowering === undefined) throw new Error('a build without a stage `lower`');
  return loweredProgram(createBackend(memoryStore()), lowering.record.output.value);
};

/** A list of what takes most, the largest first. */
const shares = (parts: readonly (readonly [name: string, bytes: number])[]): string =>
  parts
    .toSorted(([, a], [, b]) => b - a)
    .map(([name, bytes]) => `${name}: ${countText(bytes)} B`)
    .join(', ');

const problemsOf = (
  { arenas, code, flash, models, ram, stack }: FirmwareEstimate,
  limits: FirmwareLimits,
  workspace: Workspace,
): readonly Diagnostic[] => {
  const over = (what: 'flash' | 'RAM', needed: number | null, limit: number | null, parts: string): Diagnostic[] => {
    if (needed === null || limit === null || needed <= limit) return [];
    const bytes = (count: number): string => `${countText(count)} B`;
    const problem = firmwareOverBudget(what, bytes(needed), bytes(limit), bytes(needed - limit), parts);
    return [placedAt(workspace.source, ['budget', what === 'RAM' ? 'ram' : 'flash'], problem, 'key')];
  };
  const lent = new Set(arenas.flatMap((group) => group.models));
  return [
    ...over(
      'flash',
      flash,
      limits.flash,
      shares([
        ...models.map(({ constants, name }) => [`weights of ${name}`, constants] as const),
        ['code of all models', code ?? 0],
      ]),
    ),
    ...over(
      'RAM',
      ram,
      limits.ram,
      shares([
        ...models.flatMap(({ arena, name }) => (lent.has(name) ? [] : [[`arena of ${name}`, arena] as const])),
        ...arenas.map((group) => [`arena of ${group.models.join(' or ')}`, group.bytes + group.kept] as const),
        ['stack', stack ?? 0],
      ]),
    ),
  ];
};

/** A model's build as it lies in the firmware: what it shares is not among its own files. */
const inFirmware = (build: Prepared, { c, files, use }: Firmware['models'][number]): Prepared => {
  const application =
    use === null ? build.application : { ...(build.application as Readonly<Record<string, never>>), lent: null, use };
  return {
    ...build,
    tree: { ...build.tree, files },
    application,
    record: (place, listed) => {
      const record = build.record(place, listed);
      return { ...record, c: { ...(record.c as Readonly<Record<string, never>>), ...c }, application };
    },
  };
};

const memoryOf = ({ estimate, shared }: Firmware, limits: FirmwareLimits) => ({
  models: estimate.models.map((model) => ({ ...model, sharesKernels: shared.includes(model.name) })),
  code: {
    bytes: estimate.code,
    apart: estimate.codeApart,
    saved: estimate.code === null || estimate.codeApart === null ? null : estimate.codeApart - estimate.code,
    source: 'table',
  },
  arenas: estimate.arenas.map(({ bytes, code, kept, models }) => ({
    models,
    bytes,
    kept,
    code,
    saved:
      estimate.models.reduce((sum, { arena, name }) => sum + (models.includes(name) ? arena : 0), 0) - bytes - kept,
  })),
  stack: estimate.stack,
  flash: estimate.flash,
  ram: estimate.ram,
  budget: limits,
});

const documentOf = (
  { exclusive, name }: Workspace,
  firmware: Firmware,
  limits: FirmwareLimits,
  builds: readonly PreparedBuild[],
  files: readonly ListedFile[],
) => {
  const [first] = builds;
  const { board = null, clockHz = null, core = null } = first?.result.target ?? {};
  return {
    schema: 'tinyml-workspace/1',
    name,
    tinyml: tinymlVersion(),
    target: { core, board, clockHz },
    models: builds.map(({ tree }) => tree.name),
    exclusive,
    memory: memoryOf(firmware, limits),
    c: {
      sources: [
        ...new Set([
          ...firmware.sources,
          ...builds.flatMap(
            ({ tree }, at) => firmware.models[at]?.c?.sources ?? [`lib/${tree.name}/src/${tree.name}.c`],
          ),
        ]),
      ],
      includeDirs: [
        ...new Set(builds.flatMap(({ tree }, at) => firmware.models[at]?.c?.includeDirs ?? [`lib/${tree.name}/src`])),
      ],
      header: firmware.files.length === 0 ? null : `lib/${name}/src/${name}.h`,
    },
    files,
  };
};

/** Builds all models of a firmware, and writes them together with what they share. */
export const buildWorkspace = async (file: string, flags: BuildFlags, terminal: Terminal): Promise<number> => {
  if (flags.watch === true)
    throw new TinymlError(usage('--watch takes one manifest', 'build the workspace without it'));
  const workspace = await loadWorkspace(file, manifestEnvironment());
  const prepared: Prepared[] = [];
  for (const manifest of workspace.models) prepared.push(await prepareManifest(manifest, flags, terminal));
  const sent = (): Promise<unknown> => Promise.all(prepared.map((build) => build.sent()));
  const firmware = makeFirmware({
    name: workspace.name,
    tinymlVersion: tinymlVersion(),
    exclusive: workspace.exclusive,
    project: workspace.output.project,
    models: prepared.map((build) => {
      const program = programOf(build);
      const { flags: own } = build.application as { readonly flags: readonly string[] };
      return { name: program.name, flags: own, files: build.tree.files, program };
    }),
  });
  const target = prepared[0]?.result.target;
  const limits = target === undefined ? { flash: null, ram: null } : memoryLimits(workspace.budget, target);
  const problems = problemsOf(firmware.estimate, limits, workspace);
  if (problems.length > 0) {
    await sent();
    if (!terminal.json && !terminal.quiet) terminal.err(workspaceSummary(workspace.name, firmware, limits, terminal));
    throw new TinymlError(...problems);
  }
  const builds = prepared.map((build, at) => {
    const model = firmware.models[at];
    return model === undefined ? build : inFirmware(build, model);
  });
  const common: ModelTree = {
    name: workspace.name,
    files: firmware.files,
    inputs: [workspace.source.file],
    record: (_, files) => `${JSON.stringify(documentOf(workspace, firmware, limits, builds, files), null, 2)}\n`,
  };
  const results = await writeBuilds(builds, common).finally(sent);
  if (flags.depfile !== undefined)
    writeDepfile(
      flags.depfile,
      builds.map((build) => ({ ...build, inputs: [...build.inputs, workspace.source.file] })),
      results,
    );
  results.forEach((result: BuildResult) => {
    userFileFindings(result).forEach((finding) => reportFinding(finding, terminal));
  });
  if (terminal.json) {
    const { files: _, ...document } = documentOf(workspace, firmware, limits, builds, []);
    printJson({ ...document, builds: results.map(({ record, run }) => ({ ...record, run })) }, terminal);
  } else if (!terminal.quiet) terminal.out(workspaceSummary(workspace.name, firmware, limits, terminal, results));
  return 0;
};
