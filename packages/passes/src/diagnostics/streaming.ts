import type { Diagnostic, Explanations } from '@tinyml/core';

const asked = (code: 'TML440' | 'TML441', message: string, hint: string): Diagnostic => ({
  code,
  severity: 'error',
  message: `stream: ${message}`,
  hint,
});

/** TML440: the options name no time axis of the model. */
export const noTimeAxis = (problem: string, hint: string): Diagnostic => asked('TML440', problem, hint);

/** TML441: rows of `value` are made of so many frames that they do not come out even with the hop. */
export const hopMisfit = (value: string, stride: number, hop: number): Diagnostic =>
  asked(
    'TML441',
    `a row of ${value} comes with every ${String(stride)} frames, which does not go with ${String(hop)} new frames an inference`,
    `set \`hop\` to a multiple of ${String(stride)}, or to a number that divides it`,
  );

/** TML442: nothing is kept from one inference to the next that was not before. */
export const nothingToStream = (model: string, why: string): Diagnostic => ({
  code: 'TML442',
  severity: 'warning',
  message: `stream: ${model} ${why}; the model is unchanged`,
  hint: 'leave the pass out, or name another `axis`',
});

export const streamingExplanations: Explanations = {
  TML440: `\`stream\` goes along one axis of one input: the longest one between the batch and the channels, unless its options \`input\` and
\`axis\` name others. A window has at least as many frames as come new with an inference (\`hop\`).`,
  TML441: `Where layers have strides along time, a row of their result takes several frames. With a hop that is a multiple of them each
inference makes whole rows. With one that divides them, a row of each phase is kept: with stride 2 and hop 1, even and odd inferences
have rows of their own. Any other hop would shift rows by a fraction.`,
  TML442: `Only rows that depend on their frames alone, and not on where in the window they stand, can be kept. Where the first layer
already reads the whole window, or the model has state of its own, there are none.`,
};
