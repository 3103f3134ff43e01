import type { TinymlError } from '@tinyml/core';

/** Reasons of kernels that are for other types or other cores. */
const isForOthers = (line: string): boolean =>
  / needs the \w+ instructions|types need the |: takes .*, not /.test(line);

/**
 * Why there is no C, in one line: of the kernels that were tried, the reason of the plainest, which has the shortest name, if
 * possible of those for these types. The name of the value is left out.
 */
export const reasonOf = ({ diagnostics }: TinymlError): string => {
  const [summary = '', ...kernels] = (diagnostics[0]?.message ?? '').split('\n').map((line) => line.trim());
  const plainestFirst = [...kernels].sort((a, b) => a.indexOf(':') - b.indexOf(':'));
  const line = plainestFirst.find((one) => !isForOthers(one)) ?? plainestFirst[0];
  return `${summary.replace(/ \([^)]*\):/, ':')}${line === undefined ? '' : ` (${line})`}`;
};
