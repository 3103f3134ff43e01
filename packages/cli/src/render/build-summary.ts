import type { BuildResult } from '@tinyml/core/internal';
import { environmentsIn } from '../project-configuration.ts';
import type { Terminal } from '../terminal.ts';
import { budgetBar } from './bar.ts';
import { shownPath } from './diagnostic.ts';
import { bytesText, countText, secondsText } from './number.ts';
import type { Style } from './style.ts';

const numberIn = (value: unknown, key: string): number | null => {
  const found = (value as Readonly<Record<string, unknown>> | null | undefined)?.[key];
  return typeof found === 'number' ? found : null;
};

const sizeLine = (what: string, used: number | null, limit: number | null, terminal: Terminal): string => {
  const { style } = terminal;
  const label = `  ${style.bold(what.padEnd(6))}`;
  if (used === null)
    return `${label} ${style.yellow('not known')}${limit === null ? '' : `, ${bytesText(limit)} allowed`}\n`;
  if (limit === null) return `${label} ${bytesText(used)}\n`;
  const share = `${String(Math.round((used / limit) * 100))} %`;
  return `${label} ${budgetBar(used, limit, style)} ${bytesText(used)} of ${bytesText(limit)} ${style.dim(`(${share})`)}\n`;
};

type Step = readonly [command: string, what: string];

/** How to compile a PlatformIO project, by what its own configuration says. */
const compileStep = ({ record, dir }: BuildResult): readonly Step[] => {
  const found = environmentsIn(dir);
  if (found === undefined || !record.files.some(({ path }) => path === 'platformio.ini')) return [];
  const run = `pio run -d ${shownPath(dir)}`;
  const { board } = record.target;
  if (board === null) return found.hasNative ? [[`${run} -e native`, 'compile it for this machine']] : [];
  const setting = found.boards.find(({ value }) => value === board);
  const [, environment] = /^env:(.+)$/.exec(setting?.section ?? '') ?? [];
  if (environment !== undefined) return [[`${run} -e ${environment}`, `compile it for ${board}`]];
  if (setting !== undefined) return [[run, `compile it for ${board}`]];
  const others = [...new Set(found.boards.map(({ value }) => value))].join(', ');
  if (found.isOpen || others === '') return [[run, 'compile it for what platformio.ini says']];
  return [[run, `compile it for ${others}: platformio.ini does not know ${board}`]];
};

const nextSteps = (result: BuildResult, manifest: string): readonly Step[] => [
  [`tinyml verify ${shownPath(manifest)}`, 'compare the C with the reference, layer by layer'],
  ...compileStep(result),
];

/** Where the sizes were not measured on the core itself. */
const elsewhere = ({ memory, target }: BuildResult['record'], style: Style): string =>
  memory.flash === null || memory.code.core === target.core
    ? ''
    : `  ${style.dim(`code and stack are estimated as on ${memory.code.core}: not measured on ${target.core}`)}\n`;

/** What a build gave: sizes against the budget, where it was written, what to do next. */
export const buildSummary = (result: BuildResult, manifest: string, terminal: Terminal): string => {
  const { style } = terminal;
  const { record, run, written, dir } = result;
  const { memory, model, metrics } = record;
  const budget = memory['budget'];
  const macs = numberIn(model, 'macs');
  const parameters = numberIn(model, 'parameters');
  const instructions = numberIn(metrics, 'estimatedInstructions');
  const cycles = numberIn(metrics, 'estimatedCycles');
  const { clockHz } = record.target;
  const ran = run.stages.filter(({ cached }) => !cached).length;
  const remote = run.stages.filter((stage) => stage.remote === true).length;
  const facts = [
    macs === null ? '' : `${countText(macs)} MACs`,
    parameters === null ? '' : `${countText(parameters)} parameters`,
    instructions === null ? '' : `about ${countText(instructions)} instructions an inference`,
    cycles === null || clockHz === null
      ? ''
      : `about ${String(Number(((cycles / clockHz) * 1000).toPrecision(3)))} ms at ${String(clockHz / 1e6)} MHz`,
  ].filter((fact) => fact !== '');
  const steps = nextSteps(result, manifest);
  const width = Math.max(...steps.map(([command]) => command.length));
  return [
    '\n',
    sizeLine('flash', memory.flash, numberIn(budget, 'flash'), terminal),
    sizeLine('RAM', memory.ram, numberIn(budget, 'ram'), terminal),
    elsewhere(record, style),
    facts.length === 0 ? '' : `  ${style.dim(facts.join(' · '))}\n`,
    '\n',
    `${style.green('✓')} ${style.bold(shownPath(dir))}: ${written.length === 0 ? 'up to date' : `${countText(written.length)} ${written.length === 1 ? 'file' : 'files'} written`}`,
    style.dim(
      ` · ${ran === 0 ? 'everything from the cache' : `${String(ran)} of ${String(run.stages.length)} stages ran`}${remote === 0 ? '' : `, ${String(remote)} from the remote one`} · ${secondsText(run.seconds)}`,
    ),
    '\n\nNext:\n',
    ...steps.map(([command, what]) => `  ${style.cyan(command.padEnd(width))}  ${style.dim(what)}\n`),
  ].join('');
};
