import type { Command } from '../terminal.ts';

export interface OptionSpec {
  readonly flags: string;
  readonly description: string;
}

/** A command as the command line knows it before its code is loaded. */
export interface CommandSpec {
  readonly name: string;
  readonly parameters: string;
  readonly summary: string;
  readonly options?: readonly OptionSpec[];
  load(): Promise<Command<never>>;
}

const parts = <T>(module: Promise<{ readonly default: T }>): Promise<T> =>
  module.then(({ default: command }) => command);

const outOption: OptionSpec = {
  flags: '--out <dir>',
  description: "write to this folder instead of the manifest's output.dir",
};

/** Every command. Its code is loaded when it runs, so that each starts fast. */
export const commands: readonly CommandSpec[] = [
  {
    name: 'init',
    parameters: '[dir]',
    summary: 'write a commented tinyml.yaml for a model: a short conversation, or by flags',
    options: [
      { flags: '--model <file>', description: 'the model; default: the first one found' },
      { flags: '--board <id>', description: 'the board; default: nucleo_f446re' },
      { flags: '--priority <metric>', description: 'size, accuracy, latency or balanced; default: size' },
      { flags: '--calibration <file>', description: 'typical inputs (.npz, .npy, .csv) that int8 is calibrated on' },
      { flags: '--scale <ratio>', description: "factor that turns their numbers into the model's, such as 1/255" },
      { flags: '-y, --yes', description: 'ask nothing; also where the terminal is none' },
    ],
    load: () => parts(import('./init.ts')),
  },
  {
    name: 'build',
    parameters: '[manifests...]',
    summary: 'run the pipeline and write the C sources and the project',
    options: [
      outOption,
      { flags: '--watch', description: 'build again whenever the manifest, the model or the data changes' },
      { flags: '--frozen', description: 'write nothing; fail unless the output folder is what the inputs give' },
      { flags: '--force', description: 'replace generated files that were edited by hand' },
      { flags: '--depfile <file>', description: 'write all inputs and outputs as a rule for make or ninja' },
    ],
    load: () => parts(import('./build.ts')),
  },
  {
    name: 'plan',
    parameters: '[manifest]',
    summary: 'show the stages, why each is there and what is cached; run nothing',
    options: [{ flags: '--eject', description: 'write the passes that `passes: auto` takes into the manifest' }],
    load: () => parts(import('./plan.ts')),
  },
  {
    name: 'inspect',
    parameters: '<model>',
    summary: 'show layers, shapes, MACs, parameters and memory over time of a model',
    options: [
      { flags: '--core <core>', description: 'also list the kernel that each layer would get on this core, and why' },
      { flags: '--priority <metric>', description: 'what those kernels are chosen by; default: latency' },
      { flags: '--signature <name>', description: 'which graph of a file that has several; default: the first' },
      {
        flags: '--inputs <shapes>',
        description: 'shapes for inputs that the file leaves open: 1x49x10, or audio=1x49x10,meta=1x4',
      },
    ],
    load: () => parts(import('./inspect.ts')),
  },
  {
    name: 'check',
    parameters: '<model>',
    summary:
      'say which boards a model fits on, without a manifest; exit status 4 where it fits on none, or not on all that are asked for',
    options: [{ flags: '--boards <ids>', description: 'only these boards, with commas between them; default: all' }],
    load: () => parts(import('./check.ts')),
  },
  {
    name: 'verify',
    parameters: '[manifest]',
    summary: 'compile and run the emitted C and compare every layer with the reference',
    options: [
      { flags: '--cases <n>', description: 'number of seeded random inputs; default: 4' },
      { flags: '--no-qemu', description: 'only on the host' },
      {
        flags: '--against <what>',
        description:
          'float: run no C, but tell what quantisation loses in each layer on samples that calibration has not seen, why, and what helps',
      },
      { flags: '--samples <n>', description: '--against float: samples at most; default: 32' },
    ],
    load: () => parts(import('./verify.ts')),
  },
  {
    name: 'bench',
    parameters: '[manifest]',
    summary: 'run the emitted C in QEMU: instructions and cycles of every layer, beside the estimates',
    options: [{ flags: '--seed <n>', description: 'seed of the random input; default: 1' }],
    load: () => parts(import('./bench.ts')),
  },
  {
    name: 'evaluate',
    parameters: '[manifest]',
    summary: 'run the test data through the model after every stage: accuracy, size, estimated cycles',
    options: [
      {
        flags: '--on <where>',
        description: 'host (the emitted C) or interpreter; default: host where there is a compiler',
      },
    ],
    load: () => parts(import('./evaluate.ts')),
  },
  {
    name: 'explore',
    parameters: '[manifest]',
    summary: 'search sequences of passes with their options for the best one within the budget',
    options: [
      { flags: '--evaluations <n>', description: "sequences that are tried at most; default: the manifest's, or 48" },
      {
        flags: '--time <duration>',
        description: "end after so long with the best so far: 10min; default: the manifest's",
      },
      { flags: '--serve [port]', description: 'show the search on a page while it runs, to this machine alone' },
      { flags: '--queue [url]', description: 'have workers do the jobs: redis://host:port; default: TINYML_QUEUE_URL' },
    ],
    load: () => parts(import('./explore.ts')),
  },
  {
    name: 'worker',
    parameters: '[manifests...]',
    summary: 'do jobs of searches on other machines, from a queue; manifests: what a checkout here has',
    options: [
      { flags: '--queue <url>', description: 'redis://host:port, rediss:// with TLS; default: TINYML_QUEUE_URL' },
      { flags: '--concurrency <n>', description: 'jobs under way at a time; default: 1' },
      {
        flags: '--lease <duration>',
        description: 'how long a worker may be silent before others take its job; default: 30s',
      },
      { flags: '--once', description: 'end when the queue is empty' },
      {
        flags: '--allow <passes>',
        description: "passes, with commas between, whose code here may differ from a job's",
      },
    ],
    load: () => parts(import('./worker.ts')),
  },
  {
    name: 'report',
    parameters: '[manifest]',
    summary: 'write one page about a build: budget, search, memory over time, layers, pipeline, accuracy, the network',
    options: [
      { flags: '--out <file>', description: 'where to; default: <name>-report.html here, Markdown to stdout' },
      { flags: '--format <format>', description: 'html or markdown; default: html' },
      { flags: '--against <file>', description: 'the tinyml-build.json of another build: what differs from it' },
      { flags: '--bench', description: 'count instructions in QEMU first, where they are not known' },
      { flags: '--evaluate', description: 'run data.test through each stage first, where that was not done' },
    ],
    load: () => parts(import('./report.ts')),
  },
  {
    name: 'why',
    parameters: '<stage> [manifest]',
    summary: 'show what changed since the run of a stage before',
    load: () => parts(import('./why.ts')),
  },
  {
    name: 'passes',
    parameters: '[name]',
    summary: 'list the passes, or the options of one',
    load: () => parts(import('./passes.ts')),
  },
  { name: 'boards', parameters: '[word]', summary: 'list the boards', load: () => parts(import('./boards.ts')) },
  {
    name: 'cache',
    parameters: '<action> [arguments...]',
    summary:
      'info, prune or clear the cache; push, pull or keygen for the one that a team shares; export or import a file or a folder',
    options: [
      { flags: '--max <size>', description: 'prune to this size; default: 1GiB' },
      { flags: '--unsigned', description: 'import: take also what is not signed, from a file that you trust' },
    ],
    load: () => parts(import('./cache.ts')),
  },
  {
    name: 'doctor',
    parameters: '',
    summary: 'look for the tools that tinyml can use',
    load: () => parts(import('./doctor.ts')),
  },
  {
    name: 'schema',
    parameters: '',
    summary: "print the manifest's JSON schema, for editors",
    options: [{ flags: '--workspace', description: 'the schema of tinyml.workspace.yaml instead' }],
    load: () => parts(import('./schema.ts')),
  },
  { name: 'explain', parameters: '[code]', summary: 'explain a message', load: () => parts(import('./explain.ts')) },
];
