/** Bits, the first one highest in the first byte. */
export interface BitWriter {
  /** The low `count` bits of `value`, 0 … 16, the highest first. */
  write(value: number, count: number): void;
  /** All bits, filled up with zeros, and `more` bytes of zero. */
  bytes(more: number): Uint8Array<ArrayBuffer>;
}

export const bitWriter = (): BitWriter => {
  const done: number[] = [];
  let [pending, have] = [0, 0];
  return {
    write(value, count) {
      pending = (pending << count) | (value & (2 ** count - 1));
      have += count;
      while (have >= 8) {
        have -= 8;
        done.push((pending >> have) & 0xff);
        pending &= 2 ** have - 1;
      }
    },
    bytes(more) {
      const last = have === 0 ? [] : [(pending << (8 - have)) & 0xff];
      return Uint8Array.from([...done, ...last, ...new Array<number>(more).fill(0)]);
    },
  };
};
