import { boards, coreKernels, measuredCore } from '@tinyml/codegen';
import { TinymlError, type Core, type Diagnostic, type Kernel } from '@tinyml/core';
import {
  alreadyListed,
  ejectPasses,
  findWorkspace,
  loadManifest,
  loadWorkspace,
  lockedManifest,
  nothingToEject,
  planBuild,
  writeWhole,
  type BuildPlan,
  type Manifest,
} from '@tinyml/core/internal';
import { coreWithoutKernels, sizesOfAnotherCore } from '../diagnostics/hardware.ts';
import { createBackend } from '../backend.ts';
import { openStore } from '../cache-store.ts';
import { kernelsJson, reportKernels } from '../kernel-report.ts';
import { bytesText } from '../render/number.ts';
import { diagnosticJson } from '../render/diagnostic.ts';
import { printJson, reportFinding } from '../report.ts';
import { manifestEnvironment } from '../manifest-environment.ts';
import type { Command, CommonOptions, Terminal } from '../terminal.ts';
import { makeToolkit } from '../toolkit.ts';
import { trainingFor } from '../training.ts';
import { tinymlVersion } from '../version.ts';

const optionsText = (options: unknown): string => {
  const text = JSON.stringify(options);
  return text === '{}' ? '' : text.replace(/"/g, '').replace(/([:,])/g, '$1 ');
};

/** A note where the core could do more, or has no kernels of its own. */
const coreNotes = (core: Core, kernels: readonly Kernel[]): readonly Diagnostic[] => {
  const { unused, used } = coreKernels(core, kernels);
  return core === 'host' || (used.length > 0 && unused.length === 0) ? [] : [coreWithoutKernels(core, unused)];
};

/** A limit, and what of the target is left to the framework. */
const limitText = (what: string, limit: number | null, all: number | null, reserved: number | undefined): string => {
  if (limit === null) return '';
  const of = all === null || all === limit ? '' : ` of ${bytesText(all)}`;
  return `${what} ${bytesText(limit)}${of}${reserved === undefined ? '' : `, ${bytesText(reserved)} left`}`;
};

interface PlanFlags extends CommonOptions {
  readonly eject?: boolean;
}

/** Writes what `passes: auto` stands for into the manifest. */
const eject = ({ source, priority }: Manifest, { passes, kernels }: BuildPlan<unknown>): void => {
  if (passes === undefined) throw new TinymlError(nothingToEject());
  const order = kernels === priority[0] ? undefined : [kernels, ...priority.filter((one) => one !== kernels)];
  writeWhole(source.file, ejectPasses(source.text, passes, order));
};

/** Shows the plan of one manifest. @returns it as a JSON document */
const showPlan = async (manifest: Manifest, options: PlanFlags, terminal: Terminal): Promise<object> => {
  if (options.eject === true && typeof manifest.passes !== 'string') throw new TinymlError(alreadyListed());
  const store = openStore(options);
  const toolkit = makeToolkit(await trainingFor(await lockedManifest(manifest)));
  const plan = await planBuild(manifest, toolkit, createBackend(store), {
    lower: terminal.verbose,
    store,
    tinymlVersion: tinymlVersion(),
    signal: terminal.signal,
    onEvent: () => undefined,
  });
  if (options.eject === true) eject(manifest, plan);
  const { core, board, clockHz, flash, ram, reserve } = plan.target;
  const program = plan.program;
  const measured = measuredCore(core);
  const notes = [
    ...plan.notes,
    ...coreNotes(core, toolkit.kernels),
    ...(measured === core ? [] : [sizesOfAnotherCore(core, measured)]),
  ];
  const document = {
    schema: 'tinyml-plan/1',
    name: manifest.name,
    target: { core, board, clockHz },
    budget: plan.limits,
    ...(reserve === undefined ? {} : { reserve }),
    stages: plan.stages,
    notes: notes.map(diagnosticJson),
    ...(terminal.verbose ? { kernels: program === null ? null : kernelsJson(program) } : {}),
  };
  if (terminal.json) return document;
  const { style, out } = terminal;
  out(`${style.bold(manifest.name)} for ${board ?? core}${board === null ? '' : ` (${core})`}\n`);
  const framework = boards.find(({ id }) => id === board)?.framework ?? null;
  const parts = [
    limitText('flash', plan.limits.flash, flash, manifest.budget.flash === null ? reserve?.flash : undefined),
    limitText('RAM', plan.limits.ram, ram, manifest.budget.ram === null ? reserve?.ram : undefined),
  ].filter((text) => text !== '');
  if (parts.length > 0) {
    const left = reserve !== undefined && framework !== null && parts.some((text) => text.includes('left'));
    out(`${style.dim(`budget: ${parts.join(', ')}${left ? ` for ${framework}` : ''}`)}\n`);
  }
  out('\n');
  for (const [index, stage] of plan.stages.entries()) {
    const state =
      stage.cached === null
        ? style.dim('after a change')
        : stage.cached
          ? style.green('cached')
          : style.yellow('will run');
    out(
      `${String(index + 1).padStart(3)}  ${style.bold(stage.name)}  ${state}  ${style.dim(optionsText(stage.options))}\n`,
    );
    out(`     ${stage.summary}\n     ${style.dim(`why: ${stage.why}`)}\n`);
  }
  if (program !== null) reportKernels(program, toolkit.kernels, terminal);
  else if (terminal.verbose) out(`\n${style.dim('Kernels are chosen when the passes have run: build first.')}\n`);
  for (const note of notes) {
    out('\n');
    reportFinding(note, terminal);
  }
  return document;
};

const command: Command<PlanFlags> = async ([path = '.'], options, terminal) => {
  const workspace = await findWorkspace(path);
  if (workspace === undefined) {
    const document = await showPlan(await loadManifest(path, manifestEnvironment()), options, terminal);
    if (terminal.json) printJson(document, terminal);
    return 0;
  }
  const { models, name } = await loadWorkspace(workspace, manifestEnvironment());
  const plans: object[] = [];
  for (const [index, manifest] of models.entries()) {
    if (index > 0 && !terminal.json) terminal.out('\n');
    plans.push(await showPlan(manifest, options, terminal));
  }
  if (terminal.json) printJson({ schema: 'tinyml-workspace-plan/1', name, plans }, terminal);
  return 0;
};

export default command;
