import { isTinymlError } from '../diagnostics/diagnostic.ts';
import { graphFromJson } from '../ir/serialize.ts';
import type { Manifest } from '../manifest/manifest.ts';
import type { Core, Target } from '../hardware/target.ts';
import type { Toolkit } from '../toolkit.ts';
import { withAssumedSamples } from './assumed-samples.ts';
import type { Backend } from './backend.ts';
import { missingData } from './missing-data.ts';
import { makeImportStage, openSession, planPasses, type BuildOptions } from './session.ts';
import { runStage } from './stage.ts';
import { makeTrial, type Taken } from './trial.ts';
import { walkPasses } from './walk-stages.ts';

/** A form of a model on a core. */
export interface Surveyed extends Taken {
  readonly form: string;
  /** Data that a manifest has to give for it. */
  readonly needs: readonly string[];
}

/** The forms of a model, the usual one first, the least lossy next, and what each takes. */
export interface ModelSurvey {
  readonly format: string;
  readonly forms: readonly string[];
  /** undefined: no C can be made of it. Tried once a core. */
  on(core: Core, form: string): Promise<Surveyed | undefined>;
}

/** A core without limits: under priority size these change nothing but the verdict. */
const bare = (core: Core, { priority }: Target): Target => ({
  core,
  board: null,
  clockHz: null,
  flash: null,
  ram: null,
  memory: [],
  priority,
});

/** Imports the model of a manifest and runs the passes that all forms have in common; then any form can be tried on any core. */
export const surveyModel = async <P>(
  manifest: Manifest,
  toolkit: Toolkit,
  backend: Backend<P>,
  options: BuildOptions,
): Promise<ModelSurvey> => {
  const session = withAssumedSamples(await openSession(manifest, toolkit, options));
  const { record: imported } = await runStage(await makeImportStage(session), session.environment);
  const start = graphFromJson(imported.output.value);
  const usual = planPasses({ ...session, manifest }, start).choice?.forms[0]?.name;
  const { choice, stages } = planPasses(session, start);
  const graph = await walkPasses<never>(session, choice?.common ?? stages, start, options, {
    async pass(_, stage) {
      const { record } = await runStage(stage, session.environment);
      return graphFromJson(record.output.value);
    },
  });
  const forms = (choice?.forms ?? []).toSorted(
    (a, b) => Number(b.name === usual) - Number(a.name === usual) || a.loss - b.loss,
  );
  const trial = makeTrial(session, backend, imported, options);
  const known = new Map<string, Surveyed | undefined>();
  return {
    format: imported.output.summary,
    forms: forms.map(({ name }) => name),
    async on(core, name) {
      const key = `${core} ${name}`;
      const form = forms.find((one) => one.name === name);
      if (known.has(key) || form === undefined) return known.get(key);
      const needs = missingData(form.stages, manifest).map((split) => `data.${split}`);
      try {
        const taken = await trial(graph, form, 'size', bare(core, session.target));
        known.set(key, taken === undefined ? undefined : { ...taken, form: name, needs });
      } catch (error) {
        if (!isTinymlError(error)) throw error;
        known.set(key, undefined);
      }
      return known.get(key);
    },
  };
};
