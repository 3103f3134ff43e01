import { passFailed } from '../diagnostics/catalogue/build.ts';
import { changedItsInput } from '../diagnostics/catalogue/packages.ts';
import { TinymlError, isTinymlError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { runForeign } from '../foreign/foreign-code.ts';
import { readPassResult } from '../foreign/pass-result.ts';
import { digestOf } from '../ir/digest.ts';
import type { Digest, Graph } from '../ir/graph.ts';
import { graphDigest, graphToJson } from '../ir/serialize.ts';
import { verifyAfterPass } from '../ir/verify.ts';
import {
  neededData,
  preservedBy,
  type Constants,
  type Pass,
  type PassContext,
  type PassResult,
} from '../pass/define-pass.ts';
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

/** With its package, where it comes from one. */
const named = ({ name }: Pass, origin: string | undefined): string =>
  origin === undefined ? name : `${name} of ${origin}`;

/** Options are the stage's, not the pass's to change. */
const frozen = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
};

/** What a pass must not have done to what it was given. @throws TinymlError TML315 */
const requireUnchanged = (owner: string, graph: Graph, digest: Digest, constants: Constants): void => {
  let now: Digest | undefined;
  try {
    now = graphDigest(graph);
  } catch {
    // It is no graph any more.
  }
  if (now !== digest) throw new TinymlError(changedItsInput(owner, 'the graph'));
  if (graphBlobs(graph).some((blob) => digestOf(constants.get(blob)) !== blob))
    throw new TinymlError(changedItsInput(owner, 'the bytes of a constant'));
};

/** Runs the pass of a package, of which nothing can be taken for granted. @throws TinymlError TML310 … TML316 */
const runPackagePass = async (
  { pass }: PassUse,
  origin: string,
  graph: Graph,
  context: PassContext<unknown>,
  constants: Constants,
): Promise<PassResult> => {
  const owner = `pass ${named(pass, origin)}`;
  const digest = graphDigest(graph);
  return runForeign({ owner, doing: 'ran' }, async () => {
    const returned: unknown = await pass.run(graph, context as never);
    requireUnchanged(owner, graph, digest, constants);
    return readPassResult(owner, graph, returned);
  });
};

const runOwnPass = async (
  { name, pass }: PassUse,
  graph: Graph,
  context: PassContext<unknown>,
): Promise<PassResult> => {
  try {
    return asResult(await pass.run(graph, context as never));
  } catch (error) {
    if (isTinymlError(error)) throw error;
    throw Object.assign(new TinymlError(passFailed(name, error as Error)), { cause: error });
  }
};

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
  origin: string | undefined,
): Promise<StageOutput> => {
  const { constants, operators, signal, store } = surroundings;
  const diagnostics: Diagnostic[] = [];
  const reads: Read[] = [];
  const checkpoints = stageCheckpoints(store, staticKey(inputs), reads, (diagnostic) => diagnostics.push(diagnostic));
  const noteRead = (read: Read): void => {
    reads.push(read);
    note(read);
  };
  const context = createPassContext(
    use.name,
    graph,
    frozen(structuredClone(use.options)) as unknown,
    surroundings,
    noteRead,
    diagnostics,
    checkpoints,
    `pass ${named(use.pass, origin)}`,
  );
  let result: PassResult;
  try {
    result =
      origin === undefined
        ? await runOwnPass(use, graph, context)
        : await runPackagePass(use, origin, graph, context, constants);
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  }
  signal.throwIfAborted();
  verifyAfterPass(
    {
      name: named(use.pass, origin),
      preserves: preservedBy(use.pass, use.options),
      ...(use.pass.changesCalls && { changesCalls: true }),
    },
    graph,
    result.graph,
    operators,
    constants,
  );
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
 * A pass as a stage. `source`: digest of the pass's code, `code`: of core, which executes operators, `packages`: of third
 * parties' operators. The graph that comes out is verified, always. `origin`: the package that the pass comes from.
 * @throws TinymlError what the pass throws itself, TML310 … TML316 (TML451 of tinyml's own) for anything else, TML305 and
 * TML306 when it broke the graph
 */
export const passStage = (
  use: PassUse,
  graph: Graph,
  source: Digest,
  code: Digest,
  packages: OperatorPackages,
  surroundings: PassSurroundings,
  origin?: string,
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
    run: (note) => runPass(use, graph, inputs, surroundings, note, origin),
  };
};
