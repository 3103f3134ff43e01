// @ts-check
/** @import { Figures, Model, Report } from './report-form.mjs' */

/** By what the comment is found again. Not shown. */
export const marker = '<!-- tinyml-report -->';

/** @param {number} value */
const counted = (value) => Math.round(value).toLocaleString('en-US');

/** @param {number} value */
const percent = (value) => `${(value * 100).toFixed(2)} %`;

/**
 * @param {number | null} now
 * @param {number | null} before
 * @param {(value: number) => string} shown
 * @param {string} unit
 */
const cell = (now, before, shown, unit) => {
  if (now === null) return '–';
  const text = `${shown(now)}${unit}`;
  if (before === null) return text;
  const [a, b] = [shown(now), shown(before)];
  if (a === b) return `${text} (±0)`;
  const difference = now - before;
  return `${text} (**${difference > 0 ? '+' : '−'}${shown(Math.abs(difference))}${unit}**)`;
};

/** @param {Model} model */
const row = ({ name, upToDate, head, base }) => {
  /** @param {keyof Figures} key */
  const pair = (key) => /** @type {const} */ ([head?.[key] ?? null, base?.[key] ?? null]);
  const state = head === null ? '❌ fails' : upToDate ? '✅' : '❌ stale';
  return `| \`${name}\` | ${cell(...pair('flash'), counted, ' B')} | ${cell(...pair('ram'), counted, ' B')} | ${cell(...pair('cycles'), counted, '')} | ${cell(...pair('accuracy'), percent, '')} | ${base === null ? `${state}, new` : state} |`;
};

/**
 * The comment's text. Everything in it is a number or a C identifier: there is nothing to escape.
 * @param {Report} report
 */
export const markdownOf = ({ models }) =>
  [
    marker,
    '### tinyml',
    '',
    '| model | flash | RAM | cycles (estimated) | accuracy | committed files |',
    '| --- | ---: | ---: | ---: | ---: | --- |',
    ...models.map(row),
    '',
    'In parentheses: against the base branch.',
    '',
  ].join('\n');
