import type { AutoRequest, FormOffer, FormOffers, Priority } from '@tinyml/core';
import { noCalibration } from '../diagnostics/quantization.ts';

/** The modes by what they may lose. */
const modes = ['float16', 'dynamic-range', 'int8'] as const;

type Mode = (typeof modes)[number];

/** The modes that the first word of `priority` takes by itself, those that need samples only where there are some. */
export const ordinaryModes = (first: Priority, calibrated: boolean): readonly Mode[] => {
  if (!calibrated) return ['dynamic-range'];
  return first === 'size' || first === 'balanced' ? ['dynamic-range', 'int8'] : ['int8'];
};

const reasons: Readonly<Record<Priority, string>> = {
  balanced: 'memory and time are weighed against each other: the better form of those that were tried',
  size: 'size comes first in `priority`: the smallest form of those that were tried',
  accuracy: 'accuracy comes first in `priority`: int8 calibrated on samples, one scale a channel, loses least',
  latency: 'latency comes first in `priority`: whole-number arithmetic is the fastest',
};

const withoutSamples = (first: Priority): string =>
  first === 'size'
    ? 'size comes first in `priority`: int8 weights with float activations need no samples'
    : `${first} comes first in \`priority\`, but int8 needs \`data.calibration\``;

/** The modes as forms of a float model, and a word where int8 would be the choice and has no samples. */
export const automaticForms = ({ priority, data }: AutoRequest): FormOffers => {
  const [first = 'size'] = priority;
  const calibrated = data.has('calibration');
  const ordinary = ordinaryModes(first, calibrated);
  const forms = modes.map((mode, i): FormOffer => ({
    name: mode,
    options: { mode },
    loss: i + 1,
    ...(ordinary.includes(mode) ? { why: calibrated ? reasons[first] : withoutSamples(first) } : {}),
    gives: mode === 'float16' ? [] : ['quantized'],
  }));
  return { forms, notes: calibrated || first === 'size' ? [] : [noCalibration()] };
};
