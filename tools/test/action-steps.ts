// Runs the steps of a composite action as a runner does, those that start programs.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseYaml } from '../../packages/core/src/manifest/yaml-source.ts';

export interface Step {
  readonly name: string;
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly shell?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

export const readAction = (folder: string): Action => {
  const file = join(folder, 'action.yml');
  const { value, diagnostics } = parseYaml(readFileSync(file, 'utf8'), file);
  if (diagnostics.length > 0) throw new Error(diagnostics[0]?.message);
  return value as Action;
};

export interface ActionRun {
  readonly status: number | null;
  readonly output: string;
  /** Of all steps, by `id.name`. */
  readonly outputs: Readonly<Record<string, string>>;
}

export interface ActionContext {
  readonly cwd: string;
  readonly temp: string;
  readonly inputs?: Readonly<Record<string, string>>;
  /** What `${{ … }}` gives, beside inputs and outputs of steps. */
  readonly values?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
}

const runStep = (
  run: string,
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<{ readonly status: number | null; readonly output: string }> =>
  new Promise((done, fail) => {
    const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', run], {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.on('error', fail);
    child.on('close', (status) => {
      done({ status, output });
    });
  });

/** Runs the steps that have `run`, one after the other until one fails. Steps of others' actions are left out. */
export const runAction = async (folder: string, context: ActionContext): Promise<ActionRun> => {
  const { inputs, runs } = readAction(folder);
  const { cwd, temp, values = {} } = context;
  const outputs: Record<string, string> = {};
  const known = (name: string): string => {
    const [, input] = /^inputs\.([\w-]+)$/.exec(name) ?? [];
    if (input !== undefined) return context.inputs?.[input] ?? filled(inputs[input]?.default ?? '');
    const [, step, output] = /^steps\.([\w-]+)\.outputs\.([\w-]+)$/.exec(name) ?? [];
    if (step !== undefined && output !== undefined) return outputs[`${step}.${output}`] ?? '';
    const value = name === 'runner.temp' ? temp : values[name];
    if (value === undefined) throw new Error(`the test gives no ${name}`);
    return value;
  };
  const filled = (text: string): string => text.replace(/\$\{\{\s*([^}]+?)\s*\}\}/g, (_, name: string) => known(name));
  let output = '';
  for (const step of runs.steps) {
    if (step.run === undefined) continue;
    const outputFile = join(mkdtempSync(join(temp, 'step-')), 'output');
    writeFileSync(outputFile, '');
    const { GITHUB_ACTIONS: _, ...inherited } = process.env;
    const ended = await runStep(step.run, cwd, {
      ...inherited,
      ...context.env,
      RUNNER_TEMP: temp,
      GITHUB_ACTION_PATH: folder,
      GITHUB_OUTPUT: outputFile,
      ...Object.fromEntries(Object.entries(step.env ?? {}).map(([name, text]) => [name, filled(text)])),
    });
    output += ended.output;
    for (const line of readFileSync(outputFile, 'utf8').split('\n')) {
      const [, name, value] = /^([\w-]+)=(.*)$/.exec(line) ?? [];
      if (name !== undefined) outputs[`${step.id ?? ''}.${name}`] = value ?? '';
    }
    if (ended.status !== 0) return { status: ended.status, output, outputs };
  }
  return { status: 0, output, outputs };
};
