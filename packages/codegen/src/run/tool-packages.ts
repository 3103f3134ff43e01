/** How each program that runs generated C is installed: of Debian and its relatives, then of macOS where it has it. */
const packages: Readonly<Record<string, string>> = {
  cc: 'apt install gcc · xcode-select --install',
  'arm-none-eabi-gcc': 'apt install gcc-arm-none-eabi libnewlib-arm-none-eabi · brew install --cask gcc-arm-embedded',
  'qemu-system-arm': 'apt install qemu-system-arm · brew install qemu',
  'riscv64-unknown-elf-gcc': 'apt install gcc-riscv64-unknown-elf picolibc-riscv64-unknown-elf',
  'qemu-system-riscv32': 'apt install qemu-system-misc · brew install qemu',
  'qemu-system-riscv64': 'apt install qemu-system-misc · brew install qemu',
  'avr-gcc': 'apt install gcc-avr avr-libc',
  'qemu-system-avr': 'apt install qemu-system-misc · brew install qemu',
};

/** The command that installs a program; undefined for one that we know nothing of. */
export const installCommand = (tool: string): string | undefined => packages[tool];
