import type { Graph } from '../ir/graph.ts';
import type { Backend, EmittedTree, LowerRequest } from './backend.ts';
import { emittedTree } from './backend-stages.ts';
import { interruptible } from './interruptible.ts';
import type { StageRecord } from './record.ts';
import { backendStages, lowerRequest, type BuildOptions, type Session } from './session.ts';
import { runStage, type StageEnvironment, type StageRun } from './stage.ts';

export interface EmittedProgram {
  readonly request: LowerRequest;
  readonly runs: readonly StageRun[];
  readonly tree: Pick<EmittedTree, 'files' | 'record'>;
}

/**
 * The second half of a build: lower and emit, each from the cache where its record still holds.
 * @throws TinymlError where no C can be made of the graph
 */
export const runBackend = async (
  session: Session,
  backend: Backend,
  { graph, imported }: { readonly graph: Graph; readonly imported: StageRecord },
  options: BuildOptions,
  environment: StageEnvironment = session.environment,
): Promise<EmittedProgram> => {
  const request = lowerRequest(session, graph, imported, options);
  const stages = await backendStages(session, backend, request, options.store);
  await interruptible(options.signal);
  const lowered = await runStage(stages.lower, environment);
  await interruptible(options.signal);
  const emitted = await runStage(stages.emit(lowered.record.output.value), environment);
  return { request, runs: [lowered, emitted], tree: emittedTree(emitted.record.output.value, session.blobs) };
};
