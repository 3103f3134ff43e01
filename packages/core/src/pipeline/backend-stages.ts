import type { Constants, Metrics } from '../pass/define-pass.ts';
import type { Digest } from '../ir/graph.ts';
import { graphDigest } from '../ir/serialize.ts';
import { canonicalJson, digestOf } from '../ir/digest.ts';
import type { Backend, EmittedTree, LowerRequest, RecordParts } from './backend.ts';
import type { Json } from './json.ts';
import type { OutputFile } from '../output/output-file.ts';
import { isInside } from '../output/tree-path.ts';
import type { StageOutput } from './record.ts';
import type { Stage } from './stage.ts';

/** All that decides what `request` is made into, the graph as its digest. */
const inputsOf = (request: LowerRequest, code: Digest, packages: Json): Record<string, Json> => ({
  code,
  packages,
  input: graphDigest(request.graph),
  name: request.name,
  model: { file: request.modelFile, digest: request.modelDigest },
  target: request.target as unknown as Json,
  budget: request.budget,
  output: request.output as unknown as Json,
  version: request.tinymlVersion,
});

/** Graph → schedule with memory plan. */
export const lowerStage = <P>(backend: Backend<P>, request: LowerRequest, code: Digest, packages: Json): Stage => ({
  name: 'lower',
  inputs: inputsOf(request, code, packages),
  isSound: ({ value }) => backend.program.fromJson(value) !== undefined,
  async run() {
    const { program, blobs, summary, metrics, diagnostics } = await backend.lower(request);
    return { value: backend.program.toJson(program), blobs, summary, metrics, diagnostics, artifacts: {} };
  },
});

interface ListedContent {
  readonly path: string;
  readonly owner: OutputFile['owner'];
  readonly digest: Digest;
}

interface EmitValue {
  readonly files: readonly ListedContent[];
  readonly record: RecordParts;
}

const isListed = (file: unknown, blobs: ReadonlySet<string>): boolean => {
  const { path, owner, digest } = (file ?? {}) as Partial<ListedContent>;
  return isInside(path) && (owner === 'tinyml' || owner === 'user') && blobs.has(String(digest));
};

/** Whether a cached product is a tree: files within output.dir, whose contents it keeps. */
const isTree = ({ value, blobs }: StageOutput): boolean => {
  const { files, record } = (value ?? {}) as { readonly files?: unknown; readonly record?: unknown };
  const kept = new Set<string>(blobs);
  return (
    Array.isArray(files) && files.every((file) => isListed(file, kept)) && typeof record === 'object' && record !== null
  );
};

/** The program that a `lower` stage gave. */
export const loweredProgram = <P>(backend: Backend<P>, value: Json): P => {
  const program = backend.program.fromJson(value);
  if (program === undefined) throw new Error('what `lower` gave is no program');
  return program;
};

/** Schedule → the files of the output tree. */
export const emitStage = <P>(
  backend: Backend<P>,
  request: LowerRequest,
  program: P,
  code: Digest,
  packages: Json,
): Stage => ({
  name: 'emit',
  inputs: { ...inputsOf(request, code, packages), program: digestOf(canonicalJson(backend.program.toJson(program))) },
  isSound: isTree,
  async run() {
    const { files, record, summary, diagnostics } = await backend.emit(request, program);
    const listed = files.map(({ path, owner, contents }): ListedContent => ({
      path,
      owner,
      digest: request.constants.put(contents),
    }));
    return {
      value: { files: listed, record } satisfies EmitValue as unknown as Json,
      blobs: [...new Set(listed.map(({ digest }) => digest))],
      summary,
      metrics: {} satisfies Metrics,
      diagnostics,
      artifacts: {},
    };
  },
});

/** The tree that an `emit` stage gave. */
export const emittedTree = (value: Json, constants: Constants): Pick<EmittedTree, 'files' | 'record'> => {
  const { files, record } = value as unknown as EmitValue;
  return {
    record,
    files: files.map(({ path, owner, digest }) => ({ path, owner, contents: constants.get(digest) })),
  };
};
