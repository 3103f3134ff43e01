import { TinymlError } from '@tinyml/core';
import { heldBuild, interpreterExecutor, loadManifest, lockedManifest } from '@tinyml/core/internal';
import { diagnoseQuantization, type QuantizeOptions } from '@tinyml/passes';
import { createBackend } from './backend.ts';
import { openStore } from './cache-store.ts';
import { usage } from './diagnostics/command-line.ts';
import { notQuantizedHere } from './diagnostics/verification.ts';
import { manifestEnvironment } from './manifest-environment.ts';
import { buildProgress } from './render/build-progress.ts';
import { diagnosisText } from './render/diagnosis-text.ts';
import { printJson } from './report.ts';
import type { CommonOptions, Terminal } from './terminal.ts';
import { makeToolkit } from './toolkit.ts';
import { trainingFor } from './training.ts';
import { tinymlVersion } from './version.ts';

const usualSamples = 32;

/** Layers whose remedies are tried. */
const worstLayers = 3;

/** `tinyml verify --against float`: what quantisation loses, layer by layer. It is a diagnosis: its exit status is 0 whatever it finds. */
export const verifyAgainst = async (
  path: string,
  against: string,
  flags: CommonOptions & { readonly samples?: number },
  terminal: Terminal,
): Promise<number> => {
  if (against !== 'float')
    throw new TinymlError(
      usage(`--against ${against} is not float`, '`--against float` holds the quantised model against the float one'),
    );
  const manifest = await loadManifest(path, manifestEnvironment());
  const store = openStore(flags);
  const build = await heldBuild(
    manifest,
    makeToolkit(await trainingFor(await lockedManifest(manifest))),
    createBackend(store),
    interpreterExecutor({ signal: terminal.signal, ...(flags.jobs === undefined ? {} : { jobs: flags.jobs }) }),
    { store, tinymlVersion: tinymlVersion(), signal: terminal.signal, onEvent: buildProgress(terminal) },
  );
  const at = build.graphs.findLastIndex(({ planned }) => planned?.pass.name === 'quantize');
  const [imported, source, quantized, deployed] = [0, at - 1, at, -1].map((index) => build.graphs.at(index));
  const planned = quantized?.planned;
  if (at < 1 || planned === undefined || imported === undefined || source === undefined || deployed === undefined)
    throw new TinymlError(notQuantizedHere());
  const options = planned.options as QuantizeOptions;
  const diagnosis = await diagnoseQuantization({
    source: source.graph,
    deployed: deployed.graph,
    imported: imported.graph,
    context: build.contextFor(planned, source.graph, options),
    held: await build.held(source.graph),
    limit: flags.samples ?? usualSamples,
    worst: worstLayers,
  });
  if (terminal.json)
    printJson(
      { schema: 'tinyml-diagnosis/1', name: manifest.name, held: build.heldText, options, ...diagnosis },
      terminal,
    );
  else terminal.out(diagnosisText(diagnosis, build.heldText, terminal.style, terminal.verbose));
  return 0;
};
