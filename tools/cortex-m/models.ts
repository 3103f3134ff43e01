/** What is compared with TensorFlow Lite Micro on an emulated Cortex-M4F, and what it should reach. Bytes and counts. */
export interface BenchmarkModel {
  readonly id: string;
  readonly title: string;
  /** Below the shared folder's models/ (with .tflite) and golden/. */
  readonly path: string;
  /** TensorFlow Lite Micro with CMSIS-NN on the same core, same harness, -O2. */
  readonly peer: Figures;
  /** Instructions and cycles for priority latency, flash and RAM for priority size. */
  readonly goal: Figures;
}

/** One inference: executed instructions, cycles estimated by class of instruction, bytes of flash and RAM. */
export interface Figures {
  readonly instructions: number;
  readonly cycles: number;
  readonly flash: number;
  readonly ram: number;
}

const figures = (instructions: number, cycles: number, flash: number, ram: number): Figures => ({
  instructions,
  cycles,
  flash,
  ram,
});

export const benchmarkModels: readonly BenchmarkModel[] = [
  {
    id: 'ic',
    title: 'image classification, int8',
    path: 'mlperf-tiny/ic_int8',
    peer: figures(29_861_680, 36_269_757, 150_236, 57_488),
    goal: figures(9_200_000, 13_000_000, 88_000, 35_000),
  },
  {
    id: 'kws',
    title: 'keyword spotting, int8',
    path: 'mlperf-tiny/kws_int8',
    peer: figures(7_697_400, 9_009_570, 107_872, 25_312),
    goal: figures(2_900_000, 3_800_000, 33_000, 9_800),
  },
  {
    id: 'vww',
    title: 'visual wake words, int8',
    path: 'mlperf-tiny/vww_int8',
    peer: figures(24_101_880, 28_528_389, 387_224, 103_200),
    goal: figures(5_000_000, 6_500_000, 47_000, 31_000),
  },
  {
    id: 'ad',
    title: 'anomaly detection, int8',
    path: 'mlperf-tiny/ad_int8',
    peer: figures(582_920, 720_009, 304_536, 3_720),
    goal: figures(280_000, 380_000, 275_000, 1_200),
  },
  {
    id: 'sww',
    title: 'streaming wake word, int8',
    path: 'mlperf-tiny/sww_int8',
    peer: figures(2_227_600, 2_665_440, 125_920, 19_236),
    goal: figures(900_000, 1_150_000, 62_000, 5_500),
  },
  {
    id: 'cnn1-int8',
    title: 'CNN1, int8 with float in- and output',
    path: 'seed/CNN1/13_fashion_mnist_integeronly_model',
    peer: figures(959_400, 1_194_908, 65_668, 12_988),
    goal: figures(180_000, 240_000, 25_000, 3_800),
  },
  {
    id: 'cnn1-float',
    title: 'CNN1, float',
    path: 'seed/CNN1/4_fashion_mnist_model',
    peer: figures(2_587_520, 3_740_986, 139_352, 42_520),
    goal: figures(220_000, 400_000, 85_000, 12_000),
  },
];
