import { errorOf } from './judge.ts';
import type { Compared, Verdict } from './judge.ts';

const number = (value: number): string => value.toLocaleString('en');

const percent = (share: number): string => `${share < 0 ? '−' : '+'}${Math.abs(share * 100).toFixed(1)} %`;

/** Largest and mean distance from the linked size, as shares. */
export const distances = (all: readonly Compared[]): { readonly worst: number; readonly mean: number } => {
  const each = all.map((one) => Math.abs(errorOf(one)));
  return { worst: Math.max(...each), mean: each.reduce((sum, one) => sum + one, 0) / each.length };
};

const plainPercent = (share: number): string => `${(share * 100).toFixed(1)} %`;

export const summaryLine = (verdicts: readonly Verdict[]): string => {
  const [flash, ram] = [distances(verdicts.map((one) => one.flash)), distances(verdicts.map((one) => one.ram))];
  return (
    `${String(verdicts.length)} programs: flash off by ${plainPercent(flash.mean)} on average, ${plainPercent(flash.worst)} at worst; ` +
    `RAM by ${plainPercent(ram.mean)}, ${plainPercent(ram.worst)} at worst.`
  );
};

/** docs/benchmarks-sizes.md. */
export const verdictsPage = (
  verdicts: readonly Verdict[],
  compilers: readonly string[],
): string => `<!-- Written by \`pnpm bench:sizes\`. -->

# Estimated and linked sizes

What \`tinyml build\` says a program takes, against what ${compilers.join(' and ')} makes of it: flash is code, constants and initial values
of a linked firmware less those of an empty one (\`-ffunction-sections -Wl,--gc-sections\` and the emitted flags); RAM is arena, variables, and the
stack of one inference in QEMU. The estimates come from tables of single kernels (packages/codegen/src/code-size/sizes), measured on calls made up
for the purpose: no table has seen these models. [Decision 0003](decisions/0003-code-size-from-a-table.md) says how.

${summaryLine(verdicts)}

| model | form | core | priority | flash: linked | estimated | | RAM: measured | estimated | |
| --- | --- | --- | --- | --: | --: | --: | --: | --: | --: |
${verdicts
  .map(
    ({ core, flash, form, priority, ram, title }) =>
      `| ${title} | ${form} | ${core} | ${priority} | ${number(flash.linked)} | ${number(flash.estimated)} | ${percent(errorOf(flash))} | ${number(ram.linked)} | ${number(ram.estimated)} | ${percent(errorOf(ram))} |`,
  )
  .join('\n')}
`;
