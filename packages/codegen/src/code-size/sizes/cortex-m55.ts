import type { SizeTable } from './size-table.ts';

/** What the compiler for cortex-m55 brings: written by `pnpm bench:sizes --tables`. */
// prettier-ignore
export const cortexM55: SizeTable = {
  core: 'cortex-m55',
  compiler: 'arm-none-eabi-gcc 12.2.1',
  library: {
    functions: {
      memcpy: ['libc.a(lib_a-memcpy.o)'],
      memmove: ['libc.a(lib_a-memmove.o)'],
      memset: ['libc.a(lib_a-memset.o)'],
    },
    objects: {
      'libc.a(lib_a-memcpy.o)': { flash: 236, data: 0, bss: 0 },
      'libc.a(lib_a-memmove.o)': { flash: 256, data: 0, bss: 0 },
      'libc.a(lib_a-memset.o)': { flash: 168, data: 0, bss: 0 },
    },
  },
};
