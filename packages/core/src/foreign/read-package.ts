import { statSync } from 'node:fs';
import { packageBroken } from '../diagnostics/catalogue/build.ts';
import { badDefinition, kernelSourceMissing } from '../diagnostics/catalogue/packages.ts';
import { TinymlError } from '../diagnostics/diagnostic.ts';
import { codePattern, isOwnCode, type Explanations } from '../diagnostics/explanation.ts';
import type { Kernel } from '../kernel/define-kernel.ts';
import type { Operator } from '../op/define-operator.ts';
import type { Pass } from '../pass/define-pass.ts';
import { kernelRule, operatorRule, passRule } from './definition-rules.ts';
import { callForeign } from './foreign-code.ts';
import { guardKernel } from './guard-kernel.ts';
import { guardOperator } from './guard-operator.ts';
import { guardPass } from './guard-pass.ts';
import { kindOf, mappingOf, text, type Rule } from './rule.ts';

export interface PackageParts {
  readonly passes: readonly Pass[];
  readonly operators: readonly Operator[];
  readonly kernels: readonly Kernel[];
  /** Long texts of the messages that its passes say, by codes of its own. */
  readonly diagnostics: Explanations;
}

const parts = ['passes', 'operators', 'kernels'] as const;

const singular = { passes: 'pass', operators: 'operator', kernels: 'kernel' } as const;

const rules = { passes: passRule, operators: operatorRule, kernels: kernelRule } as const satisfies Record<
  string,
  Rule
>;

const nameOf = (definition: unknown): string | undefined => {
  const name = (definition as { readonly name?: unknown } | null | undefined)?.name;
  return typeof name === 'string' && /^[\w.-]{1,64}$/.test(name) ? name : undefined;
};

/** The kernels that an operator has in its slot of that name: a package need not list them twice. */
const slotKernels = (operator: unknown): readonly unknown[] => {
  const kernels = (operator as { readonly slots?: { readonly kernels?: unknown } } | null)?.slots?.kernels;
  return Array.isArray(kernels) ? kernels : [];
};

/** The parts of a default export, whatever it is, as lists. */
const listsOf = (package_: string, exported: unknown): Readonly<Record<(typeof parts)[number], readonly unknown[]>> => {
  if (typeof exported !== 'object' || exported === null)
    throw new TinymlError(
      packageBroken(
        package_,
        exported === undefined ? 'it has no default export' : `its default export is ${kindOf(exported)}`,
      ),
    );
  if (Array.isArray(exported)) return listsOf(package_, { passes: exported });
  if ('run' in exported && !('passes' in exported)) return { passes: [exported], operators: [], kernels: [] };
  const lists = { passes: [], operators: [], kernels: [] } as Record<(typeof parts)[number], readonly unknown[]>;
  for (const part of parts) {
    const given = (exported as Readonly<Record<string, unknown>>)[part];
    if (given === undefined) continue;
    if (!Array.isArray(given))
      throw new TinymlError(packageBroken(package_, `${part} is ${kindOf(given)}, not a list`));
    lists[part] = given;
  }
  lists.kernels = [...new Set([...lists.kernels, ...lists.operators.flatMap(slotKernels)])];
  if (parts.every((part) => lists[part].length === 0))
    throw new TinymlError(packageBroken(package_, 'it brings no pass, no operator and no kernel'));
  return lists;
};

/** A definition's own copy: what is read once cannot turn out different later. */
const readDefinition = (package_: string, part: (typeof parts)[number], given: unknown, index: number): object => {
  const owner = `${singular[part]} ${nameOf(given) ?? String(index + 1)} of ${package_}`;
  if (typeof given !== 'object' || given === null)
    throw new TinymlError(badDefinition(owner, `it is ${kindOf(given)}`));
  const copy = { ...given };
  const problem = rules[part](copy, '');
  if (problem !== undefined) throw new TinymlError(badDefinition(owner, problem));
  return copy;
};

const explanations: Rule = mappingOf(text);

/** The long texts of a package's own codes. @throws TinymlError TML313 */
const readExplanations = (package_: string, exported: unknown): Explanations => {
  const given = (exported as { readonly diagnostics?: unknown }).diagnostics;
  if (given === undefined) return {};
  const problem = explanations(given, 'diagnostics');
  if (problem !== undefined) throw new TinymlError(badDefinition(`package ${package_}`, problem));
  const texts = { ...(given as Explanations) };
  for (const code of Object.keys(texts)) {
    if (!codePattern.test(code))
      throw new TinymlError(badDefinition(`package ${package_}`, `${kindOf(code)} is no code such as ACME001`));
    if (isOwnCode(code))
      throw new TinymlError(
        badDefinition(`package ${package_}`, `code ${code}: TML is the namespace of tinyml itself`),
      );
  }
  return texts;
};

const refuseTwins = (package_: string, part: (typeof parts)[number], definitions: readonly object[]): void => {
  const names = definitions.map((definition) => (definition as { readonly name: string }).name);
  const twin = names.find((name, i) => names.indexOf(name) < i);
  if (twin !== undefined)
    throw new TinymlError(badDefinition(`package ${package_}`, `it has two ${part} of the name ${twin}`));
};

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() === true;

const requireSources = (package_: string, { name, sources }: Kernel): void => {
  const missing = sources.find(({ path }) => !isFile(path));
  if (missing !== undefined) throw new TinymlError(kernelSourceMissing(`kernel ${name} of ${package_}`, missing.path));
};

/**
 * The passes, operators, kernels and explanations that a package's default export brings, checked. Operators and kernels check what
 * they answer. @throws TinymlError TML412, TML310, TML313, TML317
 */
export const readPackage = (package_: string, exported: unknown): PackageParts =>
  callForeign({ owner: `package ${package_}`, doing: 'was read' }, () => {
    const lists = listsOf(package_, exported);
    const read = Object.fromEntries(
      parts.map((part) => [part, lists[part].map((given, i) => readDefinition(package_, part, given, i))]),
    ) as unknown as Omit<PackageParts, 'diagnostics'>;
    for (const part of parts) refuseTwins(package_, part, read[part]);
    for (const kernel of read.kernels) requireSources(package_, kernel);
    return {
      passes: read.passes.map((pass) => guardPass(package_, pass)),
      operators: read.operators.map((operator) => guardOperator(package_, operator)),
      kernels: read.kernels.map((kernel) => guardKernel(package_, kernel)),
      diagnostics: readExplanations(package_, exported),
    };
  });
