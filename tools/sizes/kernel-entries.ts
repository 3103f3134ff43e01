import { join } from 'node:path';
import { run, type Toolchain } from './toolchain.ts';

/** A field of a struct of parameters. */
interface Field {
  readonly type: string;
  readonly name: string;
  readonly pointer: boolean;
  /** Points to flash that has an address space of its own. */
  readonly flash: boolean;
  readonly length: string | undefined;
}

/** A function that a program may call. */
export interface KernelEntry {
  readonly name: string;
  readonly header: string;
  /** Type of its parameters. */
  readonly params: string;
  /** Its other arguments, as declared. */
  readonly rest: readonly string[];
  readonly structs: ReadonlyMap<string, readonly Field[]>;
}

const structsOf = (text: string): ReadonlyMap<string, readonly Field[]> => {
  const structs = new Map<string, readonly Field[]>();
  for (const [, body = '', name = ''] of text.matchAll(/typedef struct \{([^}]*)\} (\w+);/g)) {
    const fields = body.split(';').flatMap((line): readonly Field[] => {
      const [, type = '', names = ''] = /^\s*(?:const\s+)?(?:__flash\s+)?(\w+)\s+([^]*)$/.exec(line) ?? [];
      return names === ''
        ? []
        : names.split(',').map((one) => ({
            type,
            name: one.replace(/[*\s]|\[.*$/g, ''),
            pointer: one.includes('*'),
            flash: /\b__flash\b/.test(line),
            length: /\[(\w+)\]/.exec(one)?.[1],
          }));
    });
    structs.set(name, fields);
  }
  return structs;
};

/** The functions that the header itself defines, that give no result, as kernels do, and that it does not call itself. */
export const kernelEntries = async (
  { flags, prefix }: Toolchain,
  folder: string,
  header: string,
): Promise<readonly KernelEntry[]> => {
  const text = await run(`${prefix}-gcc`, ['-E', ...flags, `-I${folder}`, join(folder, header)], folder);
  const structs = structsOf(text.replace(/^#.*$/gm, ''));
  const own = text
    .split(/^# \d+ "/m)
    .filter((part) => part.startsWith(`${join(folder, header)}"`))
    .join('\n');
  return [...own.matchAll(/static inline void (tml_\w+)\(([^)]*)\)\s*\{/g)].flatMap(([, name = '', list = '']) => {
    const declared = list.split(',').map((one) => one.trim().replace(/\s+/g, ' '));
    const params = /^const (tml_\w+) \*\w+$/.exec(declared[0] ?? '')?.[1];
    const hasParams = params !== undefined && structs.has(params);
    const callsIt = own.split(new RegExp(`\\b${name}\\(`)).length > 2;
    if (
      !hasParams ||
      /_stand_in$|_next$|^tml_walk_/.test(name) ||
      (callsIt && !/^tml_(?:concatenation|split)$/.test(name))
    )
      return [];
    return [{ name, header, params, rest: declared.slice(1), structs }];
  });
};
