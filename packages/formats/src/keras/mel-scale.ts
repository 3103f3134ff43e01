const { log } = Math;

/** O'Shaughnessy's mel scale with the constants of the Hidden Markov Model Toolkit. */
const mel = (hertz: number): number => 1127 * log(1 + hertz / 700);

export interface MelBands {
  readonly bands: number;
  /** Frequencies of a spectrum, from 0 to half the sampling rate. */
  readonly frequencies: number;
  readonly rate: number;
  readonly lowest: number;
  readonly highest: number;
}

/** Weights [bands, frequencies] of triangles that overlap by half, equally wide on the mel scale; the frequency 0 has none. */
export const melWeights = ({ bands, frequencies, rate, lowest, highest }: MelBands): readonly number[] => {
  const [from, to] = [mel(lowest), mel(highest)];
  const edge = (i: number): number => from + ((to - from) * i) / (bands + 1);
  return Array.from({ length: bands }, (_, band) => {
    const [left, centre, right] = [edge(band), edge(band + 1), edge(band + 2)];
    return Array.from({ length: frequencies }, (__, i) => {
      if (i === 0) return 0;
      const place = mel((i * rate) / 2 / (frequencies - 1));
      return Math.max(0, Math.min((place - left) / (centre - left), (right - place) / (right - centre)));
    });
  }).flat();
};
