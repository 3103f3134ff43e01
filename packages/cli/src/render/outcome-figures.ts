import type { Outcome, Verdict } from '@tinyml/core/internal';
import { countText } from './number.ts';

/** `89.18 % (−0.01)` of a classifier, else the error and how much it grew. */
export const verdictText = ({ quality, loss }: Verdict): string => {
  const change = Math.abs(loss) < 5e-5 ? '=' : `${loss > 0 ? '−' : '+'}${Math.abs(loss * 100).toFixed(2)}`;
  return quality.measure === 'accuracy' || quality.measure === 'agreement'
    ? `${(quality.value * 100).toFixed(2)} % (${change})`
    : `${quality.value.toPrecision(4)} (×${(1 + loss).toFixed(3)})`;
};

/** What a candidate takes, and how good it is. */
export const outcomeFigures = ({ lowered, verdict }: Pick<Outcome, 'lowered' | 'verdict'>): string => {
  const { flash = null, ram = null, cycles = null } = lowered ?? {};
  return [
    flash === null ? 'flash not known' : `${countText(flash)} B`,
    ram === null ? 'RAM not known' : `RAM ${countText(ram)} B`,
    cycles === null ? '' : `${countText(Math.round(cycles))} cycles`,
    verdict === null ? '' : verdictText(verdict),
  ]
    .filter((text) => text !== '')
    .join(', ');
};
