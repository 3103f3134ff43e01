import type { Json } from './json.ts';

/** Digests of the code of packages that bring operators, by the packages' names. */
export type OperatorPackages = Readonly<Record<string, Json>>;

/** The part of a static key of stages that may execute operators; none where no package brings any. */
export const operatorCode = (packages: OperatorPackages): { readonly packages?: Json } =>
  Object.keys(packages).length === 0 ? {} : { packages };
