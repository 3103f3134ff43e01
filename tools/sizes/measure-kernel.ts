import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addressSource, callSource } from './call-source.ts';
import type { KernelEntry } from './kernel-entries.ts';
import { objectContents, stackDepth, type ObjectContents } from './object-functions.ts';
import { run, type Toolchain } from './toolchain.ts';

/** Bytes by function; `here` is what goes into the function that calls. */
export type Sizes = Readonly<Record<string, number>>;

export interface MeasuredStack {
  readonly here: number;
  readonly below: number;
}

/** What a kernel takes with one set of compiler flags. */
export interface MeasuredKernel {
  /** Bytes of stack, and functions of the libraries, where it is called once, and where it is called more than once. */
  readonly stack: { readonly once: MeasuredStack; readonly many: MeasuredStack };
  readonly library: { readonly once: readonly string[]; readonly many: readonly string[] };
  readonly once: Sizes;
  readonly many: Sizes;
  readonly apart: Sizes;
  readonly call: number;
  /** Share of the parameters that stay in flash where the kernel is called once. */
  readonly params: number;
}

const sections = ['-ffunction-sections', '-fdata-sections'];
/** What several kernels share must not be counted in each of them. */
const separately = ['-fno-inline-functions-called-once', '-fno-partial-inlining'];

const sizesOf = ({ functions }: ObjectContents, caller: string, empty: number): Record<string, number> => {
  const sizes: Record<string, number> = {};
  for (const [name, { code }] of functions)
    if (name === caller) sizes['here'] = code - empty;
    else if (code > 0) sizes[name] = code;
  return sizes;
};

export type Compile = (name: string, source: string, flags: readonly string[]) => Promise<ObjectContents>;

/** Compiles in `folder` against the kernels in `kernels`. */
export const compilerIn =
  (toolchain: Toolchain, folder: string, kernels: string): Compile =>
  async (name, source, flags) => {
    writeFileSync(join(folder, `${name}.c`), source);
    const fixed = [...toolchain.flags, '-w', '-std=gnu99', ...sections, '-fstack-usage', `-I${kernels}`, '-c'];
    await run(`${toolchain.prefix}-gcc`, [...fixed, ...flags, `${name}.c`], folder);
    return objectContents(toolchain, folder, name);
  };

/** Bytes of `int invoke(void) { return 0; }`: counted once a program. */
const emptyFunction = { 'arm-none-eabi': 4, avr: 6 };

export const measureKernel = async (
  toolchain: Toolchain,
  compile: Compile,
  entry: KernelEntry,
  optimisation: string,
): Promise<MeasuredKernel> => {
  const name = `${entry.name}${optimisation}`;
  const calls = (count: number) =>
    compile(`${name}-${String(count)}`, callSource(entry, count, toolchain.prefix === 'avr'), [optimisation]);
  const empty = emptyFunction[toolchain.prefix];
  const once = await calls(1);
  const twice = await calls(2);
  const thrice = await calls(3);
  const apart = await compile(name, addressSource(entry), [optimisation, ...separately]);
  const [two, three] = [sizesOf(twice, 'invoke', empty), sizesOf(thrice, 'invoke', empty)];
  const call = Math.max(0, (three['here'] ?? 0) - (two['here'] ?? 0));
  const stack = ({ functions }: ObjectContents): MeasuredStack => {
    const here = functions.get('invoke')?.stack ?? 0;
    return { here, below: stackDepth(functions, 'invoke', toolchain.pushedByCall) - here };
  };
  const params = (contents: ObjectContents): number =>
    [...contents.constants].reduce((sum, [symbol, bytes]) => sum + (symbol.startsWith('params_') ? bytes : 0), 0);
  const outside = ({ functions }: ObjectContents): readonly string[] => {
    const called = [...functions.values()].flatMap(({ calls: names, passes }) => [...names, ...passes]);
    return [...new Set(called)].filter((one) => !functions.has(one) && !/^(?:arena|constants_\w+)$/.test(one)).sort();
  };
  return {
    stack: { once: stack(once), many: stack(twice) },
    library: { once: outside(once), many: outside(twice) },
    once: sizesOf(once, 'invoke', empty),
    many: { ...two, here: (two['here'] ?? 0) - 2 * call },
    apart: sizesOf(apart, '', 0),
    call,
    params: params(once),
  };
};
