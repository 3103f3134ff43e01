import type { Diagnostic, Explanations } from '@tinyml/core';

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

export const hardwareExplanations: Explanations = {
  TML354: `Kernels come in portable C, and some also in instructions that only certain cores have. A layer runs on portable
C where no such kernel exists for its operator and types, where each has a reason to refuse it, or where the priority is size and
portable code is not much slower. The list of kernels (\`inspect --core\`, \`plan --verbose\`) gives the reasons of every layer.`,
  TML370: `Some cores have instructions that make neural networks faster, such as the SIMD instructions of a Cortex-M4. Where
tinyml has no kernels for them, or where a core has none, layers run on kernels in portable C. What they compute is the same bit
for bit; docs/boards.md lists which kernels each core has and where its estimates come from.`,
  TML510: `Flash and RAM are estimated from tables of what the C kernels take on a core. Where there is no table for the target's
core, that of another one stands for it: \`memory.code.core\` in tinyml-build.json names it, and docs/boards.md lists them.`,
};
