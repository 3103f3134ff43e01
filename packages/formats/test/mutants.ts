/** A linear congruential generator: the same mutants in every run. */
const randomFrom = (seed: number): ((limit: number) => number) => {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
};

/** Bytes that lengths and kinds of fields change much by. */
const extremes = [0, 1, 2, 0x7f, 0x80, 0xff];

/** Copies of a file with one to three changes: bits turned, bytes replaced, left out and doubled, the end cut off. */
export function* mutants(original: Uint8Array, seed: number, count: number): Generator<Uint8Array> {
  const random = randomFrom(seed);
  for (let index = 0; index < count; index += 1) {
    let bytes = original.slice();
    for (let changes = 1 + random(3); changes > 0; changes -= 1) {
      const at = random(bytes.length);
      const kind = random(6);
      if (kind === 0) bytes[at] = (bytes[at] ?? 0) ^ (1 << random(8));
      else if (kind === 1) bytes[at] = random(256);
      else if (kind === 2) bytes[at] = extremes[random(extremes.length)] ?? 0;
      else if (kind === 3) bytes = Uint8Array.of(...bytes.subarray(0, at), ...bytes.subarray(at + 1 + random(4)));
      else if (kind === 4)
        bytes = Uint8Array.of(...bytes.subarray(0, at), ...bytes.subarray(Math.max(0, at - random(40))));
      else if (random(8) === 0) bytes = bytes.slice(0, at);
    }
    yield bytes;
  }
}
