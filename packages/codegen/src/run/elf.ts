/** A section of a little-endian ELF file. */
export interface ElfSection {
  readonly name: string;
  /** Part of the running program: in flash or in RAM. */
  readonly loaded: boolean;
  readonly writable: boolean;
  /** False: zeroed at the start, without a copy in flash. */
  readonly stored: boolean;
  readonly size: number;
  /** Empty where nothing is stored. */
  readonly contents: Uint8Array;
}

const noBits = 8;
const writeFlag = 1;
const allocFlag = 2;

const textAt = (file: Uint8Array, offset: number): string => {
  const end = file.indexOf(0, offset);
  return Buffer.from(file.subarray(offset, end)).toString('latin1');
};

/** Where a field lies in a file's header (`table`, `entry`, `count`, `names`) or in a section's, by class of the file. */
const layouts = {
  32: { table: 32, entry: 46, count: 48, names: 50, flags: 8, offset: 16, size: 20 },
  64: { table: 40, entry: 58, count: 60, names: 62, flags: 8, offset: 24, size: 32 },
} as const;

/** The sections of a linked program. */
export const elfSections = (file: Uint8Array): readonly ElfSection[] => {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const wide = file[4] === 2;
  const layout = layouts[wide ? 64 : 32];
  const word = (offset: number): number => view.getUint32(offset, true);
  const long = (offset: number): number => (wide ? Number(view.getBigUint64(offset, true)) : word(offset));
  const half = (offset: number): number => view.getUint16(offset, true);
  const table = long(layout.table);
  const entry = half(layout.entry);
  const nameTable = long(table + half(layout.names) * entry + layout.offset);
  return Array.from({ length: half(layout.count) }, (_, index): ElfSection => {
    const at = table + index * entry;
    const flags = long(at + layout.flags);
    const offset = long(at + layout.offset);
    const size = long(at + layout.size);
    const stored = word(at + 4) !== noBits;
    return {
      name: textAt(file, nameTable + word(at)),
      loaded: (flags & allocFlag) !== 0,
      writable: (flags & writeFlag) !== 0,
      stored,
      size,
      contents: stored ? file.subarray(offset, offset + size) : new Uint8Array(),
    };
  });
};

/** Bytes as `arm-none-eabi-size` counts them. */
export interface ElfSize {
  /** Code and constants. */
  readonly text: number;
  /** Variables with an initial value: in flash and in RAM. */
  readonly data: number;
  readonly bss: number;
}

export const elfSize = (sections: readonly ElfSection[]): ElfSize => {
  const sum = (which: (section: ElfSection) => boolean): number =>
    sections.reduce((total, section) => total + (section.loaded && which(section) ? section.size : 0), 0);
  return {
    text: sum(({ writable, stored }) => !writable && stored),
    data: sum(({ writable, stored }) => writable && stored),
    bss: sum(({ stored }) => !stored),
  };
};
