import type { StreamedFigures, StreamedModel } from './measure-streamed.ts';

const thousands = (n: number): string => Math.round(n / 1000).toLocaleString('en-US');

const kilobytes = (n: number): string => (n / 1000).toFixed(1);

const row = ([{ goal, hop, title }, { outputs, streamed, windowed }]: readonly [
  StreamedModel,
  StreamedFigures,
]): string => {
  const share = streamed.cycles / windowed.cycles;
  const met = share <= goal ? `**${share.toFixed(3)}**` : share.toFixed(3);
  const { difference, inferences } = outputs;
  const equal =
    difference === 0
      ? `every bit, ${String(inferences)} inferences`
      : `within ${difference.toExponential(1)} of the greatest`;
  const pair = (of: (taken: StreamedFigures['windowed']) => string): string => `${of(windowed)} → ${of(streamed)}`;
  const cells = [
    title,
    String(hop),
    pair(({ macs }) => thousands(macs)),
    pair(({ instructions }) => thousands(instructions)),
    pair(({ cycles }) => thousands(cycles)),
    met,
    goal.toFixed(3),
    pair(({ flash }) => kilobytes(flash)),
    pair(({ ram }) => kilobytes(ram)),
    equal,
  ];
  return `| ${cells.join(' | ')} |`;
};

/** docs/benchmarks-streaming.md. */
export const streamingPage = (
  rows: readonly (readonly [StreamedModel, StreamedFigures])[],
): string => `<!-- Written by \`pnpm bench:stream\`. -->

# Streamed windows on a Cortex-M4F

One inference of the network on its window, and of what the pass \`stream\` ([streaming.md](streaming.md)) makes of it, on new frames. Priority
latency, gcc's \`-O2\`; products, instructions and estimated cycles in thousands, flash and RAM in kB (1,000 B). Share: of the window's cycles; bold where
the goal is met. Outputs: both programs in C, compared over recorded speech (keyword spotting) or noise, the window shifted by the hop each
time.

| model | hop | products | instructions | cycles | share | goal | flash | RAM | outputs equal |
| --- | --: | --: | --: | --: | --: | --: | --: | --: | --- |
${rows.map(row).join('\n')}
`;
