import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { isTinymlError } from '../diagnostics/diagnostic.ts';
import { memoryConstants } from '../ir/constants.ts';
import type { Graph } from '../ir/graph.ts';
import { graphDigest } from '../ir/serialize.ts';
import { parseGraph } from '../ir/text-parser.ts';
import { printGraph } from '../ir/text.ts';
import { requireValid, verifyAfterPass } from '../ir/verify.ts';
import type { OperatorTable } from '../op/define-operator.ts';
import type { Pass } from '../pass/define-pass.ts';
import type { Target } from '../hardware/target.ts';
import { compareOutputs } from './pass-outputs.ts';
import { testContext } from './test-context.ts';

export interface PassCasesOptions {
  readonly pass: Pass;
  /** Holds a folder a case: `graph.yaml`, `options.yaml` where the pass takes some, `expected.yaml`. */
  readonly folder: string;
  readonly operators: OperatorTable;
  readonly target?: Target;
  /** Write `expected.yaml` instead of comparing with it. */
  readonly update?: boolean;
}

/** Names of the cases, sorted. */
export const passCases = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();

const unchanged = 'unchanged: true\n';

const expectationProblem = (file: string, printed: string, update: boolean): string | undefined => {
  if (update) {
    writeFileSync(file, printed);
    return undefined;
  }
  if (!existsSync(file)) return 'expected.yaml is missing: run with `update`';
  const expected = readFileSync(file, 'utf8');
  return expected === printed ? undefined : `result differs from expected.yaml:\n${printed}`;
};

const check = async (options: PassCasesOptions, slug: string): Promise<readonly string[]> => {
  const { pass, operators, target, update = false } = options;
  const folder = join(options.folder, slug);
  const constants = memoryConstants();
  const graph = parseGraph(readFileSync(join(folder, 'graph.yaml'), 'utf8'), constants);
  requireValid(graph, operators, constants);
  const optionsFile = join(folder, 'options.yaml');
  const given: unknown = existsSync(optionsFile) ? parse(readFileSync(optionsFile, 'utf8')) : {};
  const run = async (subject: Graph): Promise<Graph> => {
    const context = testContext(pass, subject, given, { operators, constants, ...(target && { target }) });
    const result = await pass.run(subject, context as never);
    return 'graph' in result ? result.graph : result;
  };

  const before = graphDigest(graph);
  const result = await run(graph);
  if (graphDigest(graph) !== before) return ['the pass changed the graph that it was given'];
  verifyAfterPass(pass, graph, result, operators, constants);
  const problems: string[] = [];
  if (result !== graph && graphDigest(result) === before)
    problems.push('nothing changed, yet the graph is another object');
  const printed = result === graph ? unchanged : printGraph(result, { constants });
  const difference = expectationProblem(join(folder, 'expected.yaml'), printed, update);
  if (difference !== undefined) problems.push(difference);
  // A pass that changes outputs may change them again, and one that takes away what it requires cannot run twice.
  const repeatable = pass.preserves !== 'none' && !pass.requires.some((fact) => pass.invalidates.includes(fact));
  if (repeatable && (await run(result)) !== result) problems.push('a second run changes the result of the first');
  // Inputs of another shape say nothing of the outputs that they must give.
  const preserves = pass.changesCalls === true ? 'none' : pass.preserves;
  return [...problems, ...compareOutputs(graph, result, preserves, { operators, constants })];
};

/**
 * Runs one case: parses and verifies the graph, runs the pass, verifies and compares the result, runs the pass again on
 * it, and executes both graphs on seeded inputs. Gives what is wrong, nothing for a pass that keeps its promises.
 */
export const checkPassCase = async (options: PassCasesOptions, slug: string): Promise<readonly string[]> => {
  try {
    return await check(options, slug);
  } catch (error) {
    if (isTinymlError(error)) return error.diagnostics.map(({ code, message }) => `${code}: ${message}`);
    return [error instanceof Error ? (error.stack ?? error.message) : String(error)];
  }
};

/** All cases of a folder: `case: problem` for each problem. An empty folder is a problem. */
export const checkPassCases = async (options: PassCasesOptions): Promise<readonly string[]> => {
  const failures: string[] = [];
  const slugs = passCases(options.folder);
  for (const slug of slugs)
    failures.push(...(await checkPassCase(options, slug)).map((problem) => `${slug}: ${problem}`));
  return slugs.length === 0 ? [`${options.folder} has no cases`] : failures;
};
