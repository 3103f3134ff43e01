import type { DType } from '../ir/dtype.ts';

/** A factor: a number, or a fraction written out, such as `1/255`. */
export type Factor = number | string;

/** real = (stored · scale − mean) / std. A list has one number for each index of the last axis (the channel). */
export interface Normalization {
  /** Default: 1. */
  readonly scale?: Factor;
  /** In scaled units. Default: 0. */
  readonly mean?: Factor | readonly Factor[];
  /** In scaled units, not 0. Default: 1. */
  readonly std?: Factor | readonly Factor[];
}

/**
 * Where one array lies. The first axis counts the samples. The file's ending gives its format: idx (`-ubyte`, `.idx`,
 * `.idx3`, …), `.npy`, `.npz`, `.csv`, and `.bin` or `.raw` for plain little-endian elements; `.gz` may follow. A folder
 * holds images (.png, .jpg) or sounds (.wav), one a sample; such a file alone is one sample.
 */
export interface ArraySource {
  /** Relative to the manifest. Labels and named inputs may leave it out: the data source's own `file`. */
  readonly file?: string;
  /** Name of the array in an .npz. Default: the one with the input's name, else the only one. */
  readonly array?: string;
  /** Columns of a .csv, by name (where it has a header) or by position from 0. Default: all that hold no label. */
  readonly columns?: readonly (string | number)[];
  /** Whether the first line of a .csv names the columns. Default: where it has a cell that is no number. */
  readonly header?: boolean;
  /** Element type of a plain .bin or .raw. Default: float32. */
  readonly dtype?: DType;
  /** Shape of one sample in a plain .bin or .raw. Default: the model input's shape; labels: []. */
  readonly shape?: readonly number[];
}

/** How images become values 0 … 255 of a model's input: height × width, and 1 (grey) or 3 channels (red, green, blue). */
export interface ImagePreparation {
  /** Default: bilinear. */
  readonly resize?: 'nearest' | 'bilinear' | 'area';
  /** `center`: the middle with the input's proportions, of an image before it is resized, or of a sound. Default: none, and a sound's start. */
  readonly crop?: 'center';
}

/** What of a sound a model takes. Default: its waveform. */
export type SoundFeatures =
  | { readonly kind: 'waveform' }
  | {
      readonly kind: 'log-mel' | 'mfcc';
      /** Seconds. Default: 0.03 and 0.02. */
      readonly window?: number;
      readonly stride?: number;
      /** Mel bins that an mfcc is made of. Default: 40. A log-mel has as many as the model's input. */
      readonly bins?: number;
      /** Hz. Default: 20 and 4000. */
      readonly low?: number;
      readonly high?: number;
    };

export interface SoundPreparation extends Pick<ImagePreparation, 'crop'> {
  readonly features?: SoundFeatures;
  /** Hz, to which sounds are resampled. Default: 16,000. */
  readonly sampleRate?: number;
}

/** Values of one model input. */
export interface InputSource extends ArraySource, Normalization, ImagePreparation, SoundPreparation {}

/**
 * Labels: a file, or an array in one. Class indices from 0, or one row a sample with the greatest element at the class
 * (one-hot). For a folder also a .csv with the files' names first, then class indices or names.
 */
export type LabelSource = string | ArraySource;

/** What the first output should be: one row a sample, with as many numbers as the output has; its own scale, mean and std. */
export type TargetSource = string | InputSource;

/** What the manifest says about one data split. Exactly one of `file`, `images`, `audio`, `loader` and `inputs` (`inputs` may share one `file`). */
export interface DataSource extends InputSource {
  /** The same as `file`, as image data sets are usually named. */
  readonly images?: string;
  readonly audio?: string;
  /** A TypeScript or JavaScript module whose default export gives the samples: see `Loader`. */
  readonly loader?: string;
  /** Files and folders that the loader reads: an edit of one makes cached results invalid. */
  readonly reads?: readonly string[];
  /** One source for each model input, by its name, where the model has several. Normalisation here is the default for each. */
  readonly inputs?: Readonly<Record<string, string | InputSource>>;
  readonly labels?: LabelSource;
  /** Names of a folder's subfolders that are classes, in their order. Default: all, sorted. */
  readonly classes?: readonly string[];
  /** For regressors: real numbers instead of classes. */
  readonly targets?: TargetSource;
  /** Take only the first samples. Default: all. */
  readonly limit?: number;
}
