import { passFailed } from '../diagnostics/catalogue/build.ts';
import { TinymlError, isTinymlError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Digest, Graph } from '../ir/graph.ts';
import { graphDigest, graphToJson } from '../ir/serialize.ts';
import { verifyAfterPass } from '../ir/verify.ts';
import { neededData, type Constants, type Pass, type PassResult } from '../pass/define-pass.ts';
import { stageCheckpoints } from './checkpoints.ts';
import { graphBlobs, isGraphOutput } from './graph-blobs.ts';
import type { Json } from './json.ts';
import { operatorCode, type OperatorPackages } from './operator-packages.ts';
import { createPassContext, type PassSurroundings } from './pass-context.ts';
import { staticKey, type Read, type StageOutput } from './record.ts';
import type { Stage } from './stage.ts';

/** A pass with the options that its schema filled in. */
export interface PassUse {
  /** Unique in the build: the pass's name, `-2` appended at its second use. */
  readonly name: string;
  readonly pass: Pass;
  readonly options: Readonly<Record<string, unknown>>;
}

const asResult = (result: Graph | PassResult): PassResult => ('graph' in result ? result : { graph: result });

const describe = (before: Graph, after: Graph): string => {
  if (before === after) return 'nothing to do';
  const change = after.nodes.length - before.nodes.length;
  if (change === 0) return `${String(after.nodes.length)} layers`;
  return `${String(before.nodes.length)} → ${String(after.nodes.length)} layers`;
};

const putArtifacts = (artifacts: PassResult['artifacts'], constants: Constants): Record<string, Digest> =>
  Object.fromEntries(
    Object.entries(artifacts ?? {}).map(([name, content]) => [
      name,
      constants.put(typeof content === 'string' ? Buffer.from(content) : content),
    ]),
  );

/** Runs the pass and verifies its graph. */
const runPass = async (
  use: PassUse,
  graph: Graph,
  inputs: Stage['inputs'],
  surroundings: PassSurroundings,
  note: (read: Read) => void,
): Promise<StageOutput> => {
  const { constants, operators, signal, store } = surroundings;
  const diagnostics: Diagnostic[] = [];
  const reads: Read[] = [];
  const checkpoints = stageCheckpoints(store, staticKey(inputs), reads, (diagnostic) => diagnostics.push(diagnostic));
  const noteRead = (read: Read): void => {
    reads.push(read);
    note(read);
  };
  const context = createPassContext(use.name, graph, use.options, surroundings, noteRead, diagnostics, checkpoints);
  let result: PassResult;
  try {
    result = asResult(await use.pass.run(graph, context as never));
  } catch (error) {
    signal.throwIfAborted();
    if (isTinymlError(error)) throw error;
    throw new TinymlError(passFailed(use.name, error as Error));
  }
  signal.throwIfAborted();
  verifyAfterPass(use.pass, graph, result.graph, operators, constants);
  checkpoints.clear();
  const artifacts = putArtifacts(result.artifacts, constants);
  return {
    value: graphToJson(result.graph),
    blobs: [...new Set([...graphBlobs(result.graph), ...Object.values(artifacts)])],
    summary: result.summary ?? describe(graph, result.graph),
    metrics: result.metrics ?? {},
    diagnostics: [...diagnostics, ...(result.diagnostics ?? [])],
    artifacts,
  };
};

/**
 * A pass as a stage. `source`: digest of the pass's code, `code`: of core, which executes operators, `packages`: of
 * third parties' operators. The graph that
 * comes out is verified, always.
 * @throws TinymlError what the pass throws itself, TML451 for anything else, TML3xx when it broke the graph
 */
export const passStage = (
  use: PassUse,
  graph: Graph,
  source: Digest,
  code: Digest,
  packages: OperatorPackages,
  surroundings: PassSurroundings,
): Stage => {
  const environment = use.pass.environment?.();
  const inputs: Stage['inputs'] = {
    pass: use.pass.name,
    version: use.pass.version,
    source,
    options: use.options as Json,
    input: graphDigest(graph),
    code,
    seed: surroundings.seed,
    ...operatorCode(packages),
    ...(environment === undefined ? {} : { environment }),
  };
  return {
    name: use.name,
    inputs,
    isSound: isGraphOutput,
    ...(neededData(use.pass, use.options).includes('train') ? { trains: true } : {}),
    run: (note) => runPass(use, graph, inputs, surroundings, note),
  };
};
