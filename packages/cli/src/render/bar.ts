import type { Style } from './style.ts';

const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** A bar of `width` characters, filled to `share` (0 … 1), in steps of an eighth. */
export const plainBar = (share: number, width: number): string => {
  const filled = Math.round(Math.min(1, Math.max(0, share)) * width * 8);
  const whole = Math.floor(filled / 8);
  return `${'█'.repeat(whole)}${eighths[filled % 8] ?? ''}`;
};

/** How much of a budget is used: green, yellow from 85 %, red above it. */
export const budgetBar = (used: number, limit: number, style: Style, width = 24): string => {
  const share = limit > 0 ? used / limit : 1;
  const paint = share > 1 ? style.red : share > 0.85 ? style.yellow : style.green;
  const filled = plainBar(share, width);
  return `${paint(filled)}${style.dim('░'.repeat(Math.max(0, width - [...filled].length)))}`;
};
