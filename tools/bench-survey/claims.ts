import { floatWeightBytes } from './networks.ts';
import { mean, type Results, type RowResult } from './results.ts';

/** Something that the page says, held against the figures. `met: null`: there are no figures for it. */
export interface Claim {
  readonly claim: string;
  readonly found: string;
  readonly met: boolean | null;
}

const percent = (ratio: number): string => `${(ratio * 100).toFixed(2)} %`;
const points = (difference: number): string =>
  `${difference < 0 ? '−' : '+'}${Math.abs(difference * 100).toFixed(2)} points`;
const count = (value: number): string => value.toLocaleString('en-US');

/** Accuracy of a row less that of the baseline, seed by seed. */
export const pairedDifferences = (row: RowResult, baseline: RowResult): readonly number[] =>
  row.seeds.flatMap(({ seed, accuracy }) => {
    const other = baseline.seeds.find((candidate) => candidate.seed === seed);
    return other === undefined ? [] : [accuracy - other.accuracy];
  });

/** What is claimed of CNN1. */
export const claimsOf = ({ CNN1 = [] }: Results): readonly Claim[] => {
  const row = (name: string): RowResult | undefined => CNN1.find((candidate) => candidate.row === name);
  const about = (
    claim: string,
    needed: readonly string[],
    judge: (...found: readonly RowResult[]) => [string, boolean],
  ): Claim => {
    const found = needed.map(row);
    if (found.some((one) => one === undefined)) return { claim, found: 'not measured', met: null };
    const [text, met] = judge(...(found as RowResult[]));
    return { claim, found: text, met };
  };
  const drop = (name: string, least: number): Claim =>
    about(
      `${name} loses at most ${(-least * 100).toFixed(2)} points (mean of pairs)`,
      [name, 'baseline'],
      (one, baseline) => {
        const differences = pairedDifferences(one as RowResult, baseline as RowResult);
        return [`${points(mean(differences))} (${differences.map(points).join(', ')})`, mean(differences) >= least];
      },
    );
  const tflite = (name: string, most: number): Claim =>
    about(`${name}: .tflite of at most ${count(most)} B`, [name], (one) => {
      const bytes = (one as RowResult).tfliteBytes;
      return [bytes === null ? 'no .tflite' : `${count(bytes)} B`, bytes !== null && bytes <= most];
    });
  const faster = (name: string, than: string): Claim =>
    about(`${name} takes fewer instructions than ${than}, counted in QEMU`, [name, than], (one, other) => {
      const [a, b] = [(one as RowResult).instructions, (other as RowResult).instructions];
      return [`${count(a)} against ${count(b)}: ${(b / a).toFixed(2)}×`, a < b];
    });
  const coded = 'pruned+clustered+coded';
  return [
    about('baseline: at least 89.00 % (mean)', ['baseline'], (one) => [
      percent((one as RowResult).accuracy),
      (one as RowResult).accuracy >= 0.89,
    ]),
    about('pruned: 80 % of the weights are zero', ['pruned'], (one) => {
      const least = Math.min(...(one as RowResult).seeds.map(({ sparsity }) => sparsity ?? 0));
      return [`at least ${percent(least)}`, least >= 0.795];
    }),
    drop('pruned', -0.004),
    drop('qat+int8-only', -0.002),
    drop('int8-only', -0.0015),
    drop('separable', -0.02),
    tflite('dynamic-range', 22_480),
    tflite('int8-only', 23_208),
    tflite('float16', 42_972),
    about(`${coded}: at most 6,000 B of weights on the device, at 88.00 % or more`, [coded], (one) => {
      const { accuracy, weights } = one as RowResult;
      return [
        `${count(weights)} B, ${(floatWeightBytes / weights).toFixed(1)}× less than the float weights, ${percent(accuracy)}`,
        weights <= 6000 && accuracy >= 0.88,
      ];
    }),
    faster('graph', 'baseline'),
    faster('int8-only', 'baseline'),
    faster('graph+int8-only', 'int8-only'),
    faster('separable+int8-only', 'graph+int8-only'),
  ];
};

/** How much faster one row is than another: instructions in QEMU, and times on the survey's PC. */
export interface Speed {
  readonly row: string;
  readonly than: string;
  /** Ratios above 1: faster. null: not published. */
  readonly ours: number;
  readonly survey: number | null;
}

const compared: readonly (readonly [string, string])[] = [
  ['graph', 'baseline'],
  ['dynamic-range', 'baseline'],
  ['float16', 'baseline'],
  ['int8-only', 'baseline'],
  ['graph+int8-only', 'int8-only'],
  ['pruned', 'baseline'],
  ['separable', 'baseline'],
  ['separable', 'graph'],
  ['separable+int8-only', 'int8-only'],
  ['separable+int8-only', 'graph+int8-only'],
  ['pruned+clustered+coded', 'graph+int8-only'],
];

export const speedsOf = ({ CNN1 = [] }: Results): readonly Speed[] =>
  compared.flatMap(([name, other]) => {
    const [row, than] = [name, other].map((one) => CNN1.find((candidate) => candidate.row === one));
    if (row === undefined || than === undefined) return [];
    const [fast, slow] = [row.survey.latencyMs, than.survey.latencyMs];
    return [
      {
        row: name,
        than: other,
        ours: than.instructions / row.instructions,
        survey: fast === null || slow === null ? null : slow / fast,
      },
    ];
  });
