/** What may be done to a trained network, in the order in which a row does it. */
export const steps = [
  'prune',
  'qat',
  'separable',
  'graph',
  'cluster',
  'dynamic-range',
  'float16',
  'int8-only',
  'code',
] as const;
export type Step = (typeof steps)[number];

/** One row of the survey's table: the trained network, and what is done to it. */
export interface Row {
  readonly row: string;
  readonly steps: readonly Step[];
}

const quantisations = ['dynamic-range', 'float16', 'int8-only'] as const;

/** A row and its three joints. */
const withJoints = (row: string, ...made: readonly Step[]): readonly Row[] => [
  { row, steps: made },
  ...quantisations.map((quantisation): Row => ({ row: `${row}+${quantisation}`, steps: [...made, quantisation] })),
];

/** The survey's rows, and Deep Compression's, which it does not have. */
export const rows: readonly Row[] = [
  { row: 'baseline', steps: [] },
  ...quantisations.map((step): Row => ({ row: step, steps: [step] })),
  ...withJoints('pruned', 'prune'),
  ...withJoints('qat', 'qat'),
  ...withJoints('graph', 'graph'),
  // Two layers for one only pay where the second is one with what follows it.
  ...withJoints('separable', 'separable', 'graph'),
  { row: 'clustered+coded', steps: ['graph', 'cluster', 'int8-only', 'code'] },
  { row: 'pruned+clustered+coded', steps: ['prune', 'graph', 'cluster', 'int8-only', 'code'] },
];
