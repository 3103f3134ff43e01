import { mayBeSearched } from '../diagnostics/catalogue/explore.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { searchesWhereOver } from '../explore/quick-search.ts';
import type { Graph } from '../ir/graph.ts';
import { graphFromJson } from '../ir/serialize.ts';
import type { EjectedPass } from '../lock/eject-passes.ts';
import { openLocked } from '../lock/open-locked.ts';
import type { Manifest } from '../manifest/manifest.ts';
import type { PlannedPass } from '../plan/planned-pass.ts';
import type { Priority, Target } from '../hardware/target.ts';
import type { Toolkit } from '../toolkit.ts';
import type { Backend } from './backend.ts';
import { loweredProgram } from './backend-stages.ts';
import { memoryLimits } from './budget.ts';
import type { Json } from './json.ts';
import { plannedChoice } from './planned-choice.ts';
import type { PlannedStage } from './planned-stage.ts';
import type { StageRecord } from './record.ts';
import { backendStages, lowerRequest, makeImportStage, type BuildOptions } from './session.ts';
import { findAnyRun } from './stage.ts';
import { walkStages } from './walk-stages.ts';

export interface BuildPlan<P> {
  readonly stages: readonly PlannedStage[];
  /** The passes among the stages, with every option; undefined where a form is yet to be chosen. */
  readonly passes: readonly EjectedPass[] | undefined;
  /** What kernels are chosen by. */
  readonly kernels: Priority;
  readonly notes: readonly Diagnostic[];
  readonly target: Target;
  /** Bytes that the program may take; null: no limit. */
  readonly limits: { readonly flash: number | null; readonly ram: number | null };
  /** What `lower` makes of the graph, where it was asked for; null where a pass would have to run first. */
  readonly program: P | null;
}

export interface PlanOptions extends BuildOptions {
  /** Give the program; lowers in memory where that is not cached. */
  readonly lower?: boolean;
}

/**
 * What `build` would do. Runs no pass and writes nothing; the model is imported in memory where it is not cached,
 * since its facts decide the passes.
 * @throws TinymlError also for a node without a kernel, where `options.lower` asks for the program
 */
export const planBuild = async <P>(
  manifest: Manifest,
  base: Toolkit,
  backend: Backend<P>,
  options: PlanOptions,
): Promise<BuildPlan<P>> => {
  const found: Diagnostic[] = [];
  const { session } = await openLocked(manifest, base, {
    ...options,
    onEvent(event) {
      if (event.type === 'diagnostic') found.push(event.diagnostic);
      options.onEvent(event);
    },
  });
  const { environment } = session;
  const importing = await makeImportStage(session);
  const imported = await findAnyRun(importing, environment);
  const { value } = imported?.output ?? (await importing.run(() => undefined));
  const stages: PlannedStage[] = [
    {
      name: 'import',
      summary: 'read the model',
      options: {},
      why: 'every build begins with it',
      cached: imported !== undefined,
    },
  ];
  const passes: EjectedPass[] = [];
  let isDecided = true;
  const add = ({ name, pass, options: chosen, why }: PlannedPass, cached: boolean | null): void => {
    const withDefaults = { ...pass.defaultsFor?.(session.target), ...chosen } as Json;
    stages.push({ name, summary: pass.summary, options: withDefaults, why, cached });
    passes.push({ name: pass.name, options: chosen });
  };
  let notes: readonly Diagnostic[] = [];
  const graphOf = (record: StageRecord | undefined): Graph | undefined => record && graphFromJson(record.output.value);
  const start = { graph: graphFromJson(value), current: graphOf(imported) };
  const { graph, session: lowering } = await walkStages<undefined>(session, start, options, {
    plan(plan) {
      notes = plan.notes;
    },
    async pass(planned, stage) {
      const known = await findAnyRun(stage, environment);
      add(planned, known !== undefined);
      return graphOf(known);
    },
    unknown(planned) {
      add(planned, null);
    },
    async choose(choice, before) {
      const { stage, ...taken } = await plannedChoice(session, backend, choice, before, imported, options);
      if (stage !== undefined) stages.push(stage);
      isDecided = stage === undefined || stage.cached === true;
      return { ...taken, current: stage?.cached === false ? undefined : before };
    },
  });
  const last =
    graph === undefined || imported === undefined
      ? undefined
      : await backendStages(lowering, backend, lowerRequest(lowering, graph, imported, options), options.store);
  const lowered = last === undefined ? undefined : await findAnyRun(last.lower, environment);
  const emitted =
    last === undefined || lowered === undefined
      ? undefined
      : await findAnyRun(last.emit(loweredProgram(backend, lowered.output.value)), environment);
  stages.push(
    {
      name: 'lower',
      summary: 'choose a kernel for each layer and plan memory',
      options: {},
      why: 'every build ends with it',
      cached: last === undefined ? null : lowered !== undefined,
    },
    {
      name: 'emit',
      summary: 'write the C sources and the project',
      options: {},
      why: 'every build ends with it',
      cached: lowered === undefined ? null : emitted !== undefined,
    },
  );
  const program =
    last === undefined || options.lower !== true
      ? null
      : loweredProgram(backend, (lowered?.output ?? (await last.lower.run(() => undefined))).value);
  const { flash, latency, ram } = manifest.budget;
  const mayMiss = flash !== null || ram !== null || latency !== null;
  return {
    stages,
    passes: isDecided ? passes : undefined,
    kernels: lowering.target.priority[0] ?? 'size',
    notes: [...found, ...notes, ...(mayMiss && (await searchesWhereOver(manifest)) ? [mayBeSearched()] : [])],
    target: lowering.target,
    limits: memoryLimits(manifest.budget, session.target),
    program,
  };
};
