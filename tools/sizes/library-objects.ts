import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run, type Toolchain } from './toolchain.ts';

/** Bytes of an object of the compiler's or the C library that programs are linked with. */
export interface LibraryObject {
  readonly flash: number;
  readonly data: number;
  readonly bss: number;
}

/** The library's objects of a program that refers to `names`, by library and object. */
const objectsOf = async (
  { flags, prefix }: Toolchain,
  folder: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, LibraryObject>> => {
  writeFileSync(
    join(folder, 'main.c'),
    `${names.map((name) => `extern void ${name}(void);\n`).join('')}void (*volatile keep)(void);\n` +
      `int main(void) { ${names.map((name) => `keep = ${name};`).join(' ')} return 0; }\n`,
  );
  const entry = prefix === 'avr' ? [] : ['-nostartfiles', '-Wl,-e,main'];
  await run(
    `${prefix}-gcc`,
    [
      ...flags,
      '-fno-builtin',
      '-ffunction-sections',
      ...entry,
      '-Wl,--gc-sections',
      '-Wl,-Map=main.map',
      'main.c',
      '-lm',
      '-o',
      'main.elf',
    ],
    folder,
  );
  const map = readFileSync(join(folder, 'main.map'), 'utf8');
  const found = new Map<string, { flash: number; data: number; bss: number }>();
  const placed = map.slice(map.indexOf('Linker script and memory map'));
  for (const [, section = '', size = '', object = ''] of placed.matchAll(
    /^ (\.[\w.*$]+)\s+0x\S+\s+0x(\S+) \S*?(lib\w+\.a\(\S+\))$/gm,
  )) {
    const bytes = Number.parseInt(size, 16);
    if (bytes === 0 || /debug|comment|attributes|\.note|\.eh_frame|\.ARM|\.progmem$/.test(section)) continue;
    const one = found.get(object) ?? { flash: 0, data: 0, bss: 0 };
    if (section.startsWith('.bss')) one.bss += bytes;
    else if (section.startsWith('.data')) one.data += bytes;
    else one.flash += bytes;
    found.set(object, one);
  }
  return found;
};

/** What each of `names` adds to a program: the objects, which functions may share. */
export const libraryObjects = async (
  toolchain: Toolchain,
  folder: string,
  names: readonly string[],
): Promise<{
  readonly functions: Readonly<Record<string, readonly string[]>>;
  readonly objects: Readonly<Record<string, LibraryObject>>;
}> => {
  const always = await objectsOf(toolchain, folder, []);
  const functions: Record<string, readonly string[]> = {};
  const objects: Record<string, LibraryObject> = {};
  for (const name of [...names].sort()) {
    const own = [...(await objectsOf(toolchain, folder, [name]))].filter(([object]) => !always.has(object));
    functions[name] = own.map(([object]) => object);
    for (const [object, size] of own) objects[object] = size;
  }
  return { functions, objects };
};
