import type { Graph } from '../ir/graph.ts';
import type { MeasuredProgram, Backend, EmittedTree, LowerRequest } from './backend.ts';
import { emittedTree, loweredProgram } from './backend-stages.ts';
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
 * The second half of a build: lower and emit, each from the cache where its record still holds. `lowered` looks at what
 * the program takes before its files and reference vectors are made.
 * @throws TinymlError where no C can be made of the graph, or what `lowered` throws
 */
export const runBackend = async <P>(
  session: Session,
  backend: Backend<P>,
  { graph, imported }: { readonly graph: Graph; readonly imported: StageRecord },
  options: BuildOptions,
  environment: StageEnvironment = session.environment,
  lowered: (measured: MeasuredProgram) => Promise<void> = () => Promise.resolve(),
): Promise<EmittedProgram> => {
  const request = lowerRequest(session, graph, imported, options);
  const stages = await backendStages(session, backend, request, options.store);
  await interruptible(options.signal);
  const lowering = await runStage(stages.lower, environment);
  const program = loweredProgram(backend, lowering.record.output.value);
  await lowered(backend.measure(request, program));
  await interruptible(options.signal);
  const emitted = await runStage(stages.emit(program), environment);
  return { request, runs: [lowering, emitted], tree: emittedTree(emitted.record.output.value, session.blobs) };
};
