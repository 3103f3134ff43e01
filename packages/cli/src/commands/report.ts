import { resolve } from 'node:path';
import { TinymlError } from '@tinyml/core';
import { describeBuild, loadManifest, lockedManifest, writeWhole } from '@tinyml/core/internal';
import { createBackend } from '../backend.ts';
import { measureBuild } from '../bench-report.ts';
import { openStore } from '../cache-store.ts';
import { cannotWrite, usage } from '../diagnostics/command-line.ts';
import { emittedProgram } from '../emitted-program.ts';
import { manifestEnvironment } from '../manifest-environment.ts';
import { evaluationFor } from '../model-report/evaluation.ts';
import { pageAssets } from '../model-report/html/page-assets.ts';
import { pageHtml } from '../model-report/html/page.ts';
import { layerSqnr } from '../model-report/layers.ts';
import { makeReport } from '../model-report/make-report.ts';
import { reportMarkdown } from '../model-report/markdown.ts';
import { readAgainst } from '../model-report/read-against.ts';
import { recalledBench, recalledSearch } from '../model-report/remembered.ts';
import { buildProgress } from '../render/build-progress.ts';
import { shownPath } from '../render/diagnostic.ts';
import { bytesText } from '../render/number.ts';
import { printJson } from '../report.ts';
import type { Command, CommonOptions } from '../terminal.ts';
import { makeToolkit } from '../toolkit.ts';
import { trainingFor } from '../training.ts';
import { tinymlVersion } from '../version.ts';

interface ReportFlags extends CommonOptions {
  readonly out?: string;
  /** `html` or `markdown`. */
  readonly format?: string;
  readonly against?: string;
  readonly evaluate?: boolean;
  readonly bench?: boolean;
}

const formats = ['html', 'markdown'] as const;

const formatOf = (format = 'html'): (typeof formats)[number] => {
  const found = formats.find((one) => one === format);
  if (found === undefined)
    throw new TinymlError(
      usage(`--format ${format} is neither html nor markdown`, '`--json` gives the data of the page'),
    );
  return found;
};

const write = (file: string, text: string): void => {
  try {
    writeWhole(file, text);
  } catch (error) {
    throw new TinymlError(cannotWrite(shownPath(file), (error as NodeJS.ErrnoException).code ?? String(error)));
  }
};

const command: Command<ReportFlags> = async ([path = '.'], flags, terminal) => {
  const format = formatOf(flags.format);
  const against = flags.against === undefined ? null : await readAgainst(flags.against);
  const manifest = await loadManifest(path, manifestEnvironment());
  const store = openStore(flags);
  const layersAfter = new Map<string, number>();
  const training = await trainingFor(await lockedManifest(manifest));
  const result = await describeBuild(manifest, makeToolkit(training), createBackend(store), {
    store,
    tinymlVersion: tinymlVersion(),
    signal: terminal.signal,
    onEvent: buildProgress(terminal),
    onGraph(stage, graph) {
      layersAfter.set(stage, graph.nodes.length);
    },
    ...(flags.jobs === undefined ? {} : { jobs: flags.jobs }),
  });
  const { files, program } = emittedProgram(result);
  const bench =
    flags.bench === true
      ? await measureBuild(result, { files, program }, store, terminal)
      : recalledBench(store, files);
  const evaluation = await evaluationFor(manifest, store, flags, terminal);
  const search = recalledSearch(store, manifest);
  const sqnr = layerSqnr(result.artifact('quantization-error.json'));
  const report = makeReport({ manifest, result, program, sqnr, layersAfter, bench, evaluation, search, against });
  if (terminal.json) {
    printJson(report, terminal);
    return 0;
  }
  const text = format === 'html' ? pageHtml(report, await pageAssets()) : reportMarkdown(report);
  if (format === 'markdown' && flags.out === undefined) {
    terminal.out(text);
    return 0;
  }
  const file = resolve(flags.out ?? `${report.name}-report.html`);
  write(file, text);
  if (!terminal.quiet)
    terminal.err(`\n${terminal.errorStyle.green('✓')} ${shownPath(file)}, ${bytesText(Buffer.byteLength(text))}\n`);
  return 0;
};

export default command;
