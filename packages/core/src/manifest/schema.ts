import { dtypes } from '../ir/dtype.ts';
import { cores, priorities } from '../hardware/target.ts';
import { onceEach } from '../schema/once-each.ts';
import { layersSchema, type LayerForms } from './layer-form.ts';

/** The part of JSON Schema (draft 7) that the manifest's schema uses. */
export interface ManifestSchema {
  readonly [keyword: string]: unknown;
  readonly type?: string | readonly string[];
  /** What the value is, to follow "is not": `a list of metrics`. */
  readonly title?: string;
  readonly description?: string;
  readonly examples?: readonly unknown[];
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, ManifestSchema>>;
  readonly anyOf?: readonly ManifestSchema[];
  readonly items?: ManifestSchema;
  readonly required?: readonly string[];
}

const number = String.raw`[+-]?(\d+(\.\d*)?|\.\d+)`;

const size = (description: string, examples: readonly unknown[] = ['64KiB']): ManifestSchema => ({
  type: ['string', 'number'], title: 'a size', description, examples, pattern: String.raw`^\s*${number}\s*(B|KB|KiB|MB|MiB)?\s*$`,
}); // prettier-ignore
const time = (description: string, example = '10ms'): ManifestSchema => ({
  type: ['string', 'number'], title: 'a time', description, examples: [example], pattern: String.raw`^\s*${number}\s*(us|ms|s)\s*$`,
}); // prettier-ignore
const duration = (description: string): ManifestSchema => ({
  type: ['string', 'number'], title: 'a duration', description, examples: ['10min'], pattern: String.raw`^\s*${number}\s*(ms|s|min|h)\s*$`,
}); // prettier-ignore
const clock = (description: string): ManifestSchema => ({
  type: ['string', 'number'], title: 'a clock', description, examples: ['180MHz'], pattern: String.raw`^\s*${number}\s*(kHz|MHz|GHz)\s*$`,
}); // prettier-ignore
const ratio = (description: string, examples: readonly unknown[]): ManifestSchema => ({
  type: ['string', 'number'], title: 'a ratio', description, examples, pattern: String.raw`^\s*${number}\s*(%|/\s*${number})?\s*$`,
}); // prettier-ignore
const path = (description: string, examples: readonly unknown[]): ManifestSchema => ({
  type: 'string', title: 'a path', description, examples, minLength: 1,
}); // prettier-ignore
const word = (values: readonly string[], title: string, description: string): ManifestSchema => ({
  type: 'string', enum: values, title, description, examples: values.slice(0, 1),
}); // prettier-ignore
const mapping = (properties: Readonly<Record<string, ManifestSchema>>, rest: ManifestSchema): ManifestSchema => ({
  type: 'object', title: 'a mapping', additionalProperties: false, ...rest, properties,
}); // prettier-ignore

const passNames = (description: string, example: readonly string[]): ManifestSchema => ({
  type: 'array', title: 'a list of passes', description, examples: [example], items: { type: 'string', minLength: 1, title: 'the name of a pass', examples: example },
}); // prettier-ignore

const array: Readonly<Record<string, ManifestSchema>> = {
  file: path('a data file: .npz, .npy, .csv, .bin, .raw, or idx (…-ubyte), .gz may follow; or a folder of images (.png, .jpg) or sounds (.wav)', ['calib.npz']),
  array: { type: 'string', title: 'the name of an array', description: 'which array of an .npz', examples: ['x'] },
  columns: {
    type: 'array', title: 'a list of columns', description: 'columns of a .csv, by name or by position from 0', examples: [[0, 1]],
    items: { type: ['string', 'integer'], title: 'a column' },
  },
  header: { type: 'boolean', title: 'true or false', description: 'whether the first line of a .csv names the columns', examples: [true] },
  dtype: word(dtypes, 'an element type', 'element type of a .bin or .raw; default: float32'),
  shape: {
    type: 'array', title: 'a shape', description: 'shape of one sample in a .bin or .raw', examples: [[28, 28, 1]], maxItems: 8,
    items: { type: 'integer', title: 'a whole number', minimum: 1 },
  },
}; // prettier-ignore

const perChannel = (description: string, example: unknown): ManifestSchema => ({
  title: 'a ratio, or a list with one for each channel', description, examples: [example],
  anyOf: [ratio(description, [example]), { type: 'array', minItems: 1, title: 'a list of ratios', items: ratio(description, [example]) }],
}); // prettier-ignore

const normalization: Readonly<Record<string, ManifestSchema>> = {
  scale: ratio('factor that turns stored numbers into what the model was trained on', ['1/255']),
  mean: perChannel('subtracted after scaling', 0.5),
  std: perChannel('divided by, after the mean is subtracted', 0.5),
};

const frequency = (description: string, example: unknown): ManifestSchema => ({
  type: ['string', 'number'], title: 'a frequency', description, examples: [example], pattern: String.raw`^\s*${number}\s*(kHz|MHz|GHz)\s*$`, minimum: 0,
}); // prettier-ignore

const spectrum = mapping(
  {
    window: time('length of a frame; default: 30ms', '30ms'),
    stride: time('from one frame to the next; default: 20ms', '20ms'),
    bins: { type: 'integer', minimum: 1, maximum: 1024, title: 'a whole number', description: 'mel bins that coefficients are made of; default: 40', examples: [40] },
    low: frequency('lower end of the mel bins, in Hz or with a unit; default: 20', 20),
    high: frequency('upper end; default: 4000, at most half the sample rate', 4000),
  },
  { description: 'how frames become mel values' },
); // prettier-ignore

const preparation: Readonly<Record<string, ManifestSchema>> = {
  preprocess: {
    title: 'zero-to-one, minus-one-to-one, imagenet, waveform, log-mel or mfcc',
    description: 'a preset of scale, mean and std for values of 0 … 255: zero-to-one, minus-one-to-one, imagenet; or what of a sound the model takes: waveform, log-mel, mfcc, the last two also with options',
    examples: ['imagenet', { mfcc: { window: '30ms', stride: '20ms' } }],
    anyOf: [
      word(['zero-to-one', 'minus-one-to-one', 'imagenet', 'waveform', 'log-mel', 'mfcc'], 'a preset', 'by name'),
      mapping({ 'log-mel': spectrum, mfcc: spectrum }, { minProperties: 1, maxProperties: 1 }),
    ],
  },
  resize: word(['nearest', 'bilinear', 'area'], 'a way to resize', "how images get the input's height and width; default: bilinear"),
  crop: word(['center'], 'a place', "take the middle of an image, in the input's proportions, or of a sound; default: images are stretched, sounds begin at their start"),
  'sample-rate': frequency('rate that sounds are resampled to; default: 16kHz', '16kHz'),
}; // prettier-ignore

const source = (description: string): ManifestSchema =>
  mapping(
    {
      ...array,
      ...normalization,
      ...preparation,
      images: path('the same as `file`, as image data sets are usually named', ['t10k-images-idx3-ubyte.gz', 'photos']),
      audio: path('the same as `file`, for sounds', ['clips']),
      loader: path('a TypeScript or JavaScript module whose default export gives the samples', ['load.ts']),
      reads: {
        type: 'array', title: 'a list of paths', description: 'files and folders that the loader reads: an edit of one makes cached results invalid', examples: [['recordings']],
        items: path('a file or folder', ['recordings']),
      },
      classes: {
        type: 'array', minItems: 1, uniqueItems: true, title: 'a list of names', description: "a folder's subfolders that are classes, in their order; default: all, sorted", examples: [['cat', 'dog']],
        items: { type: 'string', minLength: 1, title: 'the name of a class' },
      },
      labels: {
        title: 'a path, or a mapping with `file` or `array`',
        description: 'class indices, or one-hot rows: a file, or an array of one; for a folder also a .csv of file names and classes',
        examples: ['t10k-labels-idx1-ubyte.gz'],
        anyOf: [path('file with the labels', ['t10k-labels-idx1-ubyte.gz']), mapping(array, { minProperties: 1 })],
      },
      targets: {
        title: 'a path, or a mapping with `file` or `array`',
        description: 'for regressors: what the first output should be, one row of numbers a sample; `scale`, `mean` and `std` of its own',
        examples: ['angles.npy'],
        anyOf: [path('file with the targets', ['angles.npy']), mapping({ ...array, ...normalization }, { minProperties: 1 })],
      },
      inputs: {
        type: 'object', title: 'a mapping from the names of inputs', description: 'one source for each input of the model, by its name', minProperties: 1,
        examples: [{ image: { file: 'image.npz' } }],
        additionalProperties: {
          title: 'a path or a mapping', anyOf: [path('file with the samples', ['calib.npz']), mapping({ ...array, ...normalization, ...preparation }, {})],
        },
      },
      limit: { type: 'integer', minimum: 1, title: 'a whole number', description: 'take only the first samples', examples: [100] },
    },
    { description, examples: [{ file: 'calib.npz', limit: 100 }] },
  ); // prettier-ignore

const inputShape: ManifestSchema = {
  type: 'array', maxItems: 8, title: 'a shape', description: 'of an input', examples: [[1, 49, 10]], items: { type: 'integer', minimum: 1, title: 'a whole number' },
}; // prettier-ignore

/** An untrained network, in a manifest or given by a module. */
export const layersModelSchema = onceEach((forms: LayerForms): ManifestSchema => mapping(
  {
    input: { type: 'array', minItems: 1, maxItems: 8, title: 'a shape', description: 'shape of one sample', examples: [[28, 28, 1]], items: { type: 'integer', title: 'a whole number', minimum: 1 } },
    layers: layersSchema(forms),
    seed: { type: 'integer', minimum: 0, maximum: 4_294_967_295, title: 'a whole number', description: 'of the random initial weights; default: 1', examples: [1] },
  },
  { required: ['input', 'layers'] },
)); // prettier-ignore

/**
 * JSON schema of tinyml.yaml, for editors and for the loader; quantities and paths are read more closely afterwards.
 * `forms`: the layers that a network may be described by.
 */
export const manifestSchema = onceEach((forms: LayerForms): ManifestSchema => ({
  $schema: 'http://json-schema.org/draft-07/schema#',
  ...mapping(
    {
      version: { type: 'integer', enum: [1] as unknown as string[], title: 'the number 1', description: 'form of this file', examples: [1] },
      name: {
        type: 'string', title: 'a C identifier', description: "prefix of C symbols; default: the model file's stem, made a C identifier",
        examples: ['fashion'], pattern: String.raw`^[A-Za-z_]\w*$`,
      },
      model: {
        title: 'a path, or a mapping with `layers`', description: 'the trained model: .tflite, .h5, .keras, .onnx, .pt2, model.json, a SavedModel folder; or an untrained network: a .ts or .js module, or its layers (docs/training.md)',
        examples: ['models/cnn1.h5'],
        anyOf: [
          path('a model file', ['models/cnn1.h5']),
          layersModelSchema(forms),
        ],
      },
      signature: {
        type: 'string', minLength: 1, title: 'the name of a signature', description: 'which graph of a model file that has several; default: the first',
        examples: ['serving_default'],
      },
      inputs: {
        title: 'a shape, or a mapping from the names of inputs to shapes', description: 'shapes for inputs whose dimensions the model file leaves open, the batch included; default: a batch of 1',
        examples: [{ audio: [1, 49, 10] }, [1, 49, 10]],
        anyOf: [
          inputShape,
          { type: 'object', minProperties: 1, title: 'a mapping from the names of inputs to shapes', examples: [{ audio: [1, 49, 10] }], additionalProperties: inputShape },
        ],
      },
      'input-layout': {
        enum: ['keep', 'nhwc'], title: 'keep or nhwc', description: 'how images go in and out: keep: as the model file has them (default) · nhwc: inputs and outputs of four dimensions with channels last, also where the file has them first (ONNX, PyTorch); data is given so as well',
        examples: ['nhwc'],
      },
      target: mapping(
        {
          board: { type: 'string', title: 'the id of a board', description: 'a PlatformIO board id; `tinyml boards` lists them', examples: ['nucleo_f446re'] },
          core: word(cores, 'the name of a core', 'the processor core; the board implies it'),
          clock: clock("clock of the core; default: the board's"),
          flash: size("flash that there is; default: the board's"),
          ram: size("RAM that there is; default: the board's", ['128KiB']),
          memory: {
            type: 'array', minItems: 1, title: 'a list of memory regions', description: 'RAM regions that arenas lie in, one in each: what is used most goes to the fastest that holds it',
            examples: [[{ name: 'dtcm', size: '128KiB' }]],
            items: mapping(
              {
                name: { type: 'string', title: 'a C identifier', description: 'name of the region', examples: ['dtcm'], pattern: String.raw`^[A-Za-z_]\w*$` },
                size: size('size of the region', ['128KiB']),
                speed: { type: 'number', title: 'a number', description: 'relative access time, 1 = fastest; default: 1, and of equals the first is preferred', examples: [1], minimum: 0.001, maximum: 1000 },
              },
              { required: ['name', 'size'], title: 'a mapping with `name` and `size`', examples: [{ name: 'dtcm', size: '128KiB' }] },
            ),
          },
        },
        { description: 'what the model is built for: a board, or its parts', examples: [{ board: 'nucleo_f446re' }] },
      ),
      budget: mapping(
        {
          flash: size('text + rodata + data of the model'),
          ram: size('arenas + data + bss + stack of the model', ['20KiB']),
          latency: time('of one inference'),
          'accuracy-drop': ratio('in absolute points', ['0.5%']),
        },
        { description: 'what the model may use; each part is optional', examples: [{ flash: '64KiB', ram: '20KiB' }] },
      ),
      priority: {
        title: 'a metric, or a list of metrics', description: 'what matters most: size, accuracy, latency, or balanced (flash, RAM and cycles weighed against each other); the other metrics follow', examples: ['latency', ['size', 'accuracy', 'latency'], 'balanced'],
        anyOf: [word(priorities, 'a metric', 'the metric that matters most; balanced: size and latency weighed against each other'), { type: 'array', minItems: 1, maxItems: 16, title: 'a list of metrics', items: word(priorities, 'a metric', 'size, accuracy, latency or balanced') }],
      },
      data: mapping(
        {
          calibration: source('samples that int8 quantisation is calibrated on'),
          train: source('samples that passes train on'),
          validation: source('samples that a choice is made by; default: a part of train, or of test for a model that is trained already'),
          test: source('samples that accuracy is measured on'),
        },
        { description: 'only what a pass or an evaluation needs', examples: [{ calibration: { file: 'calib.npz' } }] },
      ),
      passes: {
        title: '`auto`, `lossless` or a list of passes', description: 'auto: chosen by priority and budget; lossless: only passes that change no output; or an ordered list',
        examples: ['auto', ['./my-pass.js', { '@acme/tinyml-pass-sparsify': { ratio: 0.8 } }]],
        anyOf: [
          { type: 'string', enum: ['auto', 'lossless'] },
          { type: 'array', items: { anyOf: [{ type: 'string' }, { type: 'object', minProperties: 1, maxProperties: 1 }] } },
        ],
      },
      explore: mapping(
        {
          time: duration('how long a search may take; default: no limit'),
          train: { type: 'boolean', title: 'true or false', description: 'whether passes that train are tried, too; default: false', examples: [true] },
          evaluations: { type: 'integer', minimum: 1, maximum: 1_000_000, title: 'a whole number', description: 'candidates that are measured at most', examples: [200] },
          parallel: { type: 'integer', minimum: 1, maximum: 64, title: 'a whole number', description: 'sequences under way at a time, on this machine or on others; the order of a search hangs on it, and on no machine; default: 2', examples: [4] },
          seed: { type: 'integer', minimum: 0, maximum: 4_294_967_295, title: 'a whole number', description: 'of what is drawn by lot; default: 1', examples: [1] },
          passes: mapping(
            {
              include: passNames('passes that are tried besides those which offer themselves', ['./my-pass.js']),
              exclude: passNames('passes that are not tried', ['./my-pass.js']),
            },
            { minProperties: 1, description: 'which passes are tried', examples: [{ exclude: ['./my-pass.js'] }] },
          ),
          options: {
            type: 'object', minProperties: 1, title: 'a mapping from passes to values of their options',
            description: "the values of a pass's options that are tried, instead of those which it names itself", examples: [{ quantize: { mode: ['int8'] } }],
            additionalProperties: {
              type: 'object', minProperties: 1, title: 'a mapping from options to lists of values', examples: [{ mode: ['int8'] }],
              additionalProperties: { type: 'array', minItems: 1, maxItems: 256, title: 'a list of values', examples: [['int8']] },
            },
          },
        },
        { description: 'what `tinyml explore` may do', examples: [{ time: '10min' }] },
      ),
      output: mapping(
        {
          dir: path('folder that the build writes', ['firmware']),
          project: word(['platformio', 'library', 'cmake'], 'a kind of project', 'what is generated around the C sources; default: platformio'),
          runtime: word(['native', 'tflite-micro'], 'a runtime', 'native: plain C; tflite-micro: the interpreter-based app; default: native'),
          arena: word(['static', 'external'], 'a kind of arena', 'external: the firmware hands the memory over at start; default: static'),
        },
        { description: 'what is written, and where', examples: [{ dir: 'firmware' }] },
      ),
    },
    { title: 'tinyml.yaml', description: 'a model, a target with its budget, and how to get the one onto the other', required: ['version', 'model', 'target'] },
  ),
})); // prettier-ignore
