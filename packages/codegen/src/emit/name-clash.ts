import { type Diagnostic } from '@tinyml/core';
import { nameClash } from '../diagnostics/kernels.ts';

/** Names that C text defines: functions, variables, types and macros. */
const definedIn = (text: string): ReadonlySet<string> => {
  const found = new Set<string>();
  for (const [, macro] of text.matchAll(/^[ \t]*#[ \t]*define[ \t]+(\w+)/gm)) found.add(macro as string);
  const code = text.replace(/^[ \t]*#(?:[^\n\\]|\\[^])*/gm, '').replace(/\/\*[^]*?\*\/|\/\/.*/g, '');
  for (const [, name] of code.matchAll(/\b([A-Za-z_]\w*)\s*(?=[([=;])/g)) found.add(name as string);
  return found;
};

/** A header that comes with the program, and the kernel that it belongs to. */
export interface KernelFile {
  readonly text: string;
  readonly kernel: string;
}

/**
 * What a model called `name` has in common with the headers of its kernels: the name of a file, also where case does
 * not tell files apart, a symbol or a macro. `own`: texts that the model's files are made of.
 */
export const findNameClash = (
  name: string,
  own: readonly string[],
  headers: ReadonlyMap<string, KernelFile>,
): Diagnostic | undefined => {
  const files = new Set([`${name}.h`, `${name}_weights.h`].map((file) => file.toLowerCase()));
  const prefixes = [`${name}_`, `${name.toUpperCase()}_`];
  const symbols = new Set(
    own
      .flatMap((text) => [...definedIn(text)])
      .filter((symbol) => prefixes.some((prefix) => symbol.startsWith(prefix))),
  );
  for (const [file, { kernel, text }] of headers) {
    if (files.has(file.toLowerCase())) return nameClash(name, kernel, `the file ${file}`);
    const symbol = [...definedIn(text)].find((defined) => symbols.has(defined));
    if (symbol !== undefined) return nameClash(name, kernel, `\`${symbol}\` in ${file}`);
  }
  return undefined;
};
