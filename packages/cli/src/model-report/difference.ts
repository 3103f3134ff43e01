/** A figure of two builds; null: not known. */
export interface Changed {
  readonly name: string;
  readonly before: number | null;
  readonly after: number | null;
}

/** A layer of either build; null: it is not in that one. */
export interface ChangedLayer {
  readonly name: string;
  readonly kernels: readonly [before: string | null, after: string | null];
  readonly instructions: readonly [before: number | null, after: number | null];
}

/** What changed from another build to this one. */
export interface Difference {
  /** The other build's name. */
  readonly against: string;
  readonly figures: readonly Changed[];
  /** Those that differ. */
  readonly layers: readonly ChangedLayer[];
  /** Stages that only one of them has, or whose summaries differ. */
  readonly stages: readonly { readonly name: string; readonly before: string | null; readonly after: string | null }[];
}

/** The parts of a build record that are compared: they may come from another version, and from a file that anybody wrote. */
export interface ComparedRecord {
  readonly name: string;
  readonly stages: readonly { readonly name: string; readonly summary: string }[];
  readonly memory: Readonly<Record<string, unknown>>;
  readonly model: Readonly<Record<string, unknown>>;
  readonly metrics: Readonly<Record<string, unknown>>;
  readonly kernels: readonly {
    readonly nodes: readonly string[];
    readonly kernel: string;
    readonly estimatedInstructions: number;
  }[];
}

const figures = [
  ['flash', 'memory', 'flash'],
  ['RAM', 'memory', 'ram'],
  ['weights', 'memory', 'weights'],
  ['arena', 'memory', 'arena'],
  ['multiply-accumulates', 'model', 'macs'],
  ['parameters', 'model', 'parameters'],
  ['instructions, estimated', 'metrics', 'estimatedInstructions'],
  ['cycles, estimated', 'metrics', 'estimatedCycles'],
  ['accuracy', 'metrics', 'accuracy'],
] as const;

const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null);

/** Kernels by the layers that they run, joined; a second one of the same layers is numbered. */
const kernelsByName = ({ kernels }: ComparedRecord): ReadonlyMap<string, ComparedRecord['kernels'][number]> => {
  const found = new Map<string, ComparedRecord['kernels'][number]>();
  for (const kernel of kernels) {
    const name = kernel.nodes.join(' + ') || kernel.kernel;
    let own = name;
    for (let i = 2; found.has(own); i++) own = `${name} (${String(i)})`;
    found.set(own, kernel);
  }
  return found;
};

export const differenceOf = (before: ComparedRecord, after: ComparedRecord): Difference => {
  const [old, own] = [kernelsByName(before), kernelsByName(after)];
  const layers = [...new Set([...own.keys(), ...old.keys()])].map((name): ChangedLayer => {
    const [was, is] = [old.get(name), own.get(name)];
    return {
      name,
      kernels: [was?.kernel ?? null, is?.kernel ?? null],
      instructions: [was?.estimatedInstructions ?? null, is?.estimatedInstructions ?? null],
    };
  });
  const summaries = (record: ComparedRecord): ReadonlyMap<string, string> =>
    new Map(record.stages.map(({ name, summary }) => [name, summary]));
  const [wasRun, isRun] = [summaries(before), summaries(after)];
  return {
    against: before.name,
    figures: figures.map(([name, part, key]) => ({
      name,
      before: numberOf(before[part][key]),
      after: numberOf(after[part][key]),
    })),
    layers: layers.filter(
      ({ instructions, kernels }) => kernels[0] !== kernels[1] || instructions[0] !== instructions[1],
    ),
    stages: [...new Set([...isRun.keys(), ...wasRun.keys()])]
      .map((name) => ({ name, before: wasRun.get(name) ?? null, after: isRun.get(name) ?? null }))
      .filter(({ after: is, before: was }) => is !== was),
  };
};
