import type { Core } from '@tinyml/core';

/** A core that the benchmark models are measured on, and what others take there: instructions of one inference, by model. */
export interface MeasuredCore {
  readonly core: Core;
  readonly title: string;
  readonly compiler: 'arm-none-eabi-gcc' | 'riscv64-unknown-elf-gcc';
  readonly emulator: 'qemu-system-arm' | 'qemu-system-riscv32';
  /** What `peer` is. */
  readonly peerName: string;
  readonly peer: Readonly<Record<string, number>>;
  /** Where the cycles come from. */
  readonly cycles: string;
}

const arm = { compiler: 'arm-none-eabi-gcc', emulator: 'qemu-system-arm' } as const;

/** CMSIS-NN called layer by layer, and TensorFlow Lite Micro: the same models, inputs, harness and compiler. */
export const measuredCores: readonly MeasuredCore[] = [
  {
    core: 'cortex-m55',
    title: 'Cortex-M55',
    ...arm,
    peerName: 'CMSIS-NN',
    peer: { ic: 4_910_000, kws: 1_810_000, vww: 6_550_000, ad: 148_000, sww: 406_000 },
    cycles: "modelled: the Cortex-M4's classes × 0.85; two beats of a vector instruction are not told apart",
  },
  {
    core: 'cortex-m3',
    title: 'Cortex-M3',
    ...arm,
    peerName: 'CMSIS-NN',
    peer: { ic: 41_800_000, kws: 10_500_000, vww: 32_000_000, ad: 954_000, sww: 4_730_000 },
    cycles: "modelled: the Cortex-M4's classes × 1.1, for multiplications that take longer",
  },
  {
    core: 'cortex-m0plus',
    title: 'Cortex-M0+',
    ...arm,
    peerName: 'CMSIS-NN',
    peer: { ic: 97_600_000, kws: 29_000_000, vww: 86_900_000, ad: 1_760_000, sww: 9_550_000 },
    cycles: "modelled: the Cortex-M4's classes × 0.95, for branches that are one cycle shorter",
  },
  {
    core: 'rv32imc',
    title: 'RV32IMC',
    compiler: 'riscv64-unknown-elf-gcc',
    emulator: 'qemu-system-riscv32',
    peerName: 'TFLM, reference kernels',
    peer: { ic: 117_000_000, kws: 44_700_000, vww: 121_000_000, ad: 2_740_000, sww: 8_940_000 },
    cycles: 'modelled: one instruction a cycle in order, a load 2, a taken branch 3, a division 33',
  },
  {
    core: 'cortex-m4f',
    title: 'Cortex-M4F',
    ...arm,
    peerName: 'TFLM + CMSIS-NN',
    peer: { ic: 29_861_680, kws: 7_697_400, vww: 24_101_880, ad: 582_920, sww: 2_227_600, 'cnn1-int8': 959_400 },
    cycles: "by class of instruction, after Arm's technical reference manual",
  },
];
