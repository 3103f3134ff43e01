import type { Diagnostic } from '../diagnostic.ts';
import type { Explanations } from '../explanation.ts';

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

/** TML351: the program needs something that the C emitter does not do yet. */
export const notYet = (what: string, instead: string): Diagnostic => ({
  code: 'TML351',
  severity: 'error',
  message: `not yet: ${what}`,
  hint: instead,
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

/** TML354: layers run on generic code on a core that has faster kernels. `layers`: name, kernel and reason of each. */
export const genericKernels = (core: string, share: string, layers: readonly string[]): Diagnostic => ({
  code: 'TML354',
  severity: 'note',
  message: `${share} of the estimated cycles are spent in generic kernels, though ${core} has faster ones for other layers\n${layers.map((layer) => `  ${layer}`).join('\n')}`,
  hint: 'change what the reason names: how the model is quantised, the priority, the form of the layer',
});

/** TML510: flash and RAM are another core's. `measured`: whose */
export const sizesOfAnotherCore = (core: string, measured: string): Diagnostic => ({
  code: 'TML510',
  severity: 'note',
  message: `code and stack on ${core} are estimated as on ${measured}: the kernels have not been measured on ${core}`,
  hint: 'hold a tight budget against the size of your compiled firmware',
});

/** TML620: a program that a command needs is not there or failed to start. */
export const toolFailed = (tool: string, purpose: string, output: string): Diagnostic => ({
  code: 'TML620',
  severity: 'error',
  message: `${tool} could not ${purpose}${output === '' ? '' : `\n${output}`}`,
  hint: 'run `tinyml doctor` to see which tools are there and how to install the others',
});

/** TML621: the program cannot be run for want of an emulator. `cores`: those that have one. */
export const notEmulated = (core: string, cores: readonly string[]): Diagnostic => ({
  code: 'TML621',
  severity: 'error',
  message: `QEMU has no machine for ${core}`,
  hint: `it runs ${cores.join(', ')}; choose one of them in a manifest of its own to compare kernels`,
});

/** TML370: a core without kernels for some of its instructions. */
export const coreWithoutKernels = (core: string, unused: readonly string[]): Diagnostic => ({
  code: 'TML370',
  severity: 'note',
  message:
    unused.length === 0
      ? `tinyml has no kernels of its own for ${core}: its layers run on portable C`
      : `tinyml has no kernels for ${unused.join(' and ')} of ${core} yet`,
  hint: 'docs/boards.md lists what each core has; results are the same on all of them',
});

/** TML371. Bytes. */
export const constantsOutOfReach = (bytes: number, reach: number): Diagnostic => ({
  code: 'TML371',
  severity: 'error',
  message: `the model has ${String(bytes)} B of constants; a program for an AVR reads at most ${String(reach)} B from flash`,
  hint: 'make the weights smaller (`quantize`, `prune-channels`), or choose a board with another core',
});

export const codegenExplanations: Explanations = {
  TML350: `Every node needs a function in C that computes it for its types on this core. The message lists each kernel
of the operator with the reason why it cannot run the node; all such nodes are reported at once.`,
  TML351: `The manifest or the model asks for something that is part of the design but that this version cannot do.
The hint says what works today.`,
  TML352: `The C files of all kernels that a model uses are copied into one folder of the project. Two packages that
give different files the same name cannot both be used.`,
  TML353: `A kernel described a call with an argument, a constant or a pair of operands that does not exist. This is a
mistake in the package that brings the kernel.`,
  TML354: `Kernels come in portable C, and some also in instructions that only certain cores have. A layer runs on portable
C where no such kernel exists for its operator and types, where each has a reason to refuse it, or where the priority is size and
portable code is not much slower. The list of kernels (\`inspect --core\`, \`plan --verbose\`) gives the reasons of every layer.`,
  TML370: `Some cores have instructions that make neural networks faster, such as the SIMD instructions of a Cortex-M4. Where
tinyml has no kernels for them, or where a core has none, layers run on kernels in portable C. What they compute is the same bit
for bit; docs/boards.md lists which kernels each core has and where its estimates come from.`,
  TML371: `An AVR's flash is read with pointers of 16 bits. Constant arrays beyond the first 64 KiB cannot be reached that way.`,
  TML510: `Flash and RAM are estimated from tables of what the C kernels take on a core. Where there is no table for the target's
core, that of another one stands for it: \`memory.code.core\` in tinyml-build.json names it, and docs/boards.md lists them.`,
  TML620: `A compiler, QEMU or another program that the command runs is missing, or it failed. The build itself needs
none of them: only verify, bench and the project's own build do.`,
  TML621: `bench counts what an emulated core executes. QEMU emulates some of the cores that tinyml builds for; on the
others the estimates of the build are all there is, and \`verify\` compares the C on the host.`,
};
