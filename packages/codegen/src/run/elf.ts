/** A section of a 32-bit little-endian ELF file. */
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

/** The sections of a linked program. */
export const elfSections = (file: Uint8Array): readonly ElfSection[] => {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const word = (offset: number): number => view.getUint32(offset, true);
  const [table, entry, count, names] = [
    word(32),
    view.getUint16(46, true),
    view.getUint16(48, true),
    view.getUint16(50, true),
  ];
  const nameTable = word(table + names * entry + 16);
  return Array.from({ length: count }, (_, index): ElfSection => {
    const at = table + index * entry;
    const [flags, offset, size] = [word(at + 8), word(at + 16), word(at + 20)];
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
