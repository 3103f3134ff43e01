import { emit, lower } from '@tinyml/codegen';
import { fromBytes, isTinymlError, valueOf, type Target } from '@tinyml/core';
import { builtinKernels, builtinOperatorTable as operators } from '@tinyml/operators';
import { runTogether, type Job } from '../../../codegen/test/many-programs.ts';
import {
  compareResults,
  prepareCase,
  prepareWithWeights,
  type Case,
  type Outcome,
  type Prepared,
} from '../../../formats/test/onnx/conformance.ts';
import { reasonOf } from './refusal.ts';

const target: Target = {
  core: 'host',
  board: null,
  clockHz: null,
  flash: null,
  ram: null,
  memory: [],
  priority: ['latency'],
};

/** Larger graphs take minutes to compile: a pooling of one model is written out as 9,600 layers. */
const mostLayers = 2000;

/** The C of a case's graph as it was read, without passes. @throws TinymlError */
const jobOf = (name: string, { imported: { graph, constants }, inputs }: Prepared): Job => {
  const program = lower(graph, { operators, kernels: builtinKernels, constants, target, name });
  const provenance = { tinyml: '0.0.0', model: { file: name, digest: 'sha256-0' } };
  const files = emit(program, { kernels: builtinKernels, constants, provenance, ram: null });
  return { program, files, inputs: inputs.map(({ data }) => data) };
};

interface Compiled {
  readonly at: number;
  readonly each: Case;
  readonly prepared: Prepared;
  readonly job: Job;
}

const needsConstants = /must be (?:a )?constants?/;

/** A case as C; with its weights bound where no kernel takes them as inputs. @throws TinymlError */
const compiled = async (at: number, each: Case, prepared: Prepared): Promise<Compiled> => {
  const name = `c${String(at)}`;
  try {
    return { at, each, prepared, job: jobOf(name, prepared) };
  } catch (error) {
    if (!isTinymlError(error) || !needsConstants.test(reasonOf(error))) throw error;
    const bound = await prepareWithWeights(each);
    return { at, each, prepared: bound, job: jobOf(name, bound) };
  }
};

/** What a batch's programs answer; where the batch fails as a whole, each alone, so that the one at fault has the blame. */
const answersOf = async (batch: readonly Compiled[]): Promise<readonly (readonly string[] | Error)[]> => {
  try {
    return await runTogether(
      batch.map(({ job }) => job),
      { oneUnit: true },
    );
  } catch (error) {
    if (batch.length === 1) return [error as Error];
    const half = Math.ceil(batch.length / 2);
    return [...(await answersOf(batch.slice(0, half))), ...(await answersOf(batch.slice(half)))];
  }
};

const outcomeOf = ({ each, prepared }: Compiled, answer: readonly string[] | Error | undefined): Outcome => {
  if (answer === undefined || answer instanceof Error) return { kind: 'wrong', reason: answer?.message ?? 'no answer' };
  const { imported, outputs, bound } = prepared;
  const results = imported.graph.outputs.map((id, i) =>
    fromBytes(valueOf(imported.graph, id).type.dtype, Uint8Array.from(Buffer.from(answer[i] ?? '', 'hex'))),
  );
  const reason = compareResults(each.name, imported, results, outputs);
  return reason === undefined ? { kind: 'passed', bound } : { kind: 'wrong', reason };
};

/**
 * Builds cases as C, runs them under the address and undefined-behaviour sanitizers, and gives what becomes of each;
 * undefined for cases that are not read.
 */
export const runCasesInC = async (cases: readonly Case[]): Promise<readonly (Outcome | undefined)[]> => {
  const outcomes: (Outcome | undefined)[] = cases.map(() => undefined);
  const batch: Compiled[] = [];
  for (const [at, each] of cases.entries()) {
    const prepared = await prepareCase(each).catch((error: unknown) => {
      if (!isTinymlError(error)) throw error;
    });
    if (prepared === undefined) continue;
    const layers = prepared.imported.graph.nodes.length;
    if (layers > mostLayers) {
      outcomes[at] = { kind: 'refused', reason: `not tried: ${String(layers)} layers` };
      continue;
    }
    try {
      batch.push(await compiled(at, each, prepared));
    } catch (error) {
      if (!isTinymlError(error)) throw error;
      outcomes[at] = { kind: 'refused', reason: reasonOf(error) };
    }
  }
  const answers = await answersOf(batch);
  for (const [i, each] of batch.entries()) outcomes[each.at] = outcomeOf(each, answers[i]);
  return outcomes;
};
