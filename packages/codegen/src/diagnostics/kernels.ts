import type { Diagnostic, Explanations } from '@tinyml/core';

/** TML350: no kernel in C runs the node. `reasons`: one line for each kernel of its operator. */
export const noKernel = (node: string, operator: string, core: string, reasons: readonly string[]): Diagnostic => ({
  code: 'TML350',
  severity: 'error',
  message:
    reasons.length === 0
      ? `${operator} (${node}): no kernel in C exists for this operator`
      : `${operator} (${node}): no kernel supports it on ${core}\n${reasons.map((reason) => `  ${reason}`).join('\n')}`,
  hint: 'quantise the model to another form, change the layer, or add a kernel with a package (docs/write-a-pass.md)',
});

/** TML352: two kernels bring different files under one name. */
export const kernelSourceClash = (name: string, first: string, second: string): Diagnostic => ({
  code: 'TML352',
  severity: 'error',
  message: `kernels ${first} and ${second} bring different files named ${name}`,
  hint: 'a package must prefix the names of its C files',
});

/** TML353: a kernel's description contradicts itself. */
export const invalidKernel = (kernel: string, node: string, problem: string): Diagnostic => ({
  code: 'TML353',
  severity: 'error',
  message: `kernel ${kernel} (for ${node}): ${problem}`,
  hint: 'correct the `lower` of this kernel (docs/write-a-pass.md)',
});

/** TML620: a program that a command needs is not there or failed to start. */
export const toolFailed = (tool: string, purpose: string, output: string): Diagnostic => ({
  code: 'TML620',
  severity: 'error',
  message: `${tool} could not ${purpose}${output === '' ? '' : `\n${output}`}`,
  hint: 'run `tinyml doctor` to see which tools are there and how to install the others',
});

/** TML620: the same, where we know how the program is installed. */
export const toolMissing = (tool: string, purpose: string, install: string | undefined): Diagnostic => ({
  ...toolFailed(tool, purpose, `${tool} is not found`),
  ...(install === undefined ? {} : { hint: `install it: ${install}` }),
});

/** TML621: the program cannot be run for want of an emulator. `cores`: those that have one. */
export const notEmulated = (core: string, cores: readonly string[]): Diagnostic => ({
  code: 'TML621',
  severity: 'error',
  message: `QEMU has no machine for ${core}`,
  hint: `it runs ${cores.join(', ')}; choose one of them in a manifest of its own to compare kernels`,
});

/** TML371. Bytes. */
export const constantsOutOfReach = (bytes: number, reach: number): Diagnostic => ({
  code: 'TML371',
  severity: 'error',
  message: `the model has ${String(bytes)} B of constants; a program for an AVR reads at most ${String(reach)} B from flash`,
  hint: 'make the weights smaller (`quantize`, `prune-channels`), or choose a board with another core',
});

/** TML244: the model's name gives C names that a kernel's header has, too. `what`: `the file scale.h`. */
export const nameClash = (name: string, kernel: string, what: string): Diagnostic => ({
  code: 'TML244',
  severity: 'error',
  message: `the model is called ${name}, and kernel ${kernel} brings ${what}`,
  hint: `give the model another name in the manifest: \`name: ${name}_model\``,
});

export const kernelsExplanations: Explanations = {
  TML244: `The model's name names its files and prefixes its C symbols and macros. A kernel of a package has a file, a
symbol or a macro of that name already, so that the C would not compile.`,
  TML350: `Every node needs a function in C that computes it for its types on this core. The message lists each kernel
of the operator with the reason why it cannot run the node; all such nodes are reported at once.`,
  TML352: `The C files of all kernels that a model uses are copied into one folder of the project. Two packages that
give different files the same name cannot both be used.`,
  TML353: `A kernel described a call with an argument, a constant or a pair of operands that does not exist. This is a
mistake in the package that brings the kernel.`,
  TML371: `An AVR's flash is read with pointers of 16 bits. Constant arrays beyond the first 64 KiB cannot be reached that way.`,
  TML620: `A compiler, QEMU or another program that the command runs is missing, or it failed. The build itself needs
none of them: only verify, bench and the project's own build do.`,
  TML621: `bench counts what an emulated core executes. QEMU emulates some of the cores that tinyml builds for; on the
others the estimates of the build are all there is, and \`verify\` compares the C on the host.`,
};
