import type {
  ArraySource,
  DataSource,
  Factor,
  ImagePreparation,
  InputSource,
  LabelSource,
  Normalization,
  SoundFeatures,
  SoundPreparation,
} from '../data/source.ts';
import * as messages from '../diagnostics/catalogue/manifest.ts';
import { dataSplits, type DataSplit } from '../pass/define-pass.ts';
import type { ManifestPath } from './manifest.ts';
import { pathText } from './place.ts';
import { mappingOf, type Mapping, type Reader } from './reader.ts';

/** The values of `mapping` that are there, each as `read` has it. */
const present = (mapping: Mapping, keys: readonly string[], read: (key: string, value: unknown) => unknown): Mapping =>
  Object.fromEntries(
    keys
      .filter((key) => mapping[key] !== undefined && mapping[key] !== null)
      .map((key) => [key, read(key, mapping[key])]),
  );

const readArray = (source: Mapping, at: ManifestPath, reader: Reader): ArraySource => ({
  ...present(source, ['file'], (key, value) => reader.file(value, [...at, key]) ?? ''),
  ...present(source, ['array', 'columns', 'header', 'dtype', 'shape'], (_, value) => value),
});

const readFactors = (source: Mapping, at: ManifestPath, reader: Reader): Normalization => {
  const one = (value: unknown, path: ManifestPath, key: string): Factor => {
    const factor = reader.ratio(value, path);
    if (factor === 0 && key !== 'mean')
      reader.report(
        path,
        messages.outOfRange(pathText(path), 'is zero', key === 'scale' ? 'e.g. 1/255' : 'it is divided by'),
      );
    return factor ?? 1;
  };
  return present(source, ['scale', 'mean', 'std'], (key, value) =>
    Array.isArray(value)
      ? value.map((item: unknown, index) => one(item, [...at, key, index], key))
      : one(value, [...at, key], key),
  );
};

/** Scale, mean and std by name, for stored values of 0 … 255; imagenet: means and deviations of the ImageNet training set, as torchvision has them. */
const presets: Readonly<Record<string, Normalization>> = {
  'zero-to-one': { scale: 1 / 255 },
  'minus-one-to-one': { scale: 2 / 255, mean: 1 },
  imagenet: { scale: 1 / 255, mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] },
};

/** `mfcc`, or `{ mfcc: { window: 30ms, … } }`. */
const readFeatures = (value: unknown, at: ManifestPath, reader: Reader): SoundFeatures | undefined => {
  const [kind, options] = typeof value === 'string' ? [value, {}] : (Object.entries(mappingOf(value))[0] ?? ['', {}]);
  if (kind !== 'waveform' && kind !== 'log-mel' && kind !== 'mfcc') return undefined;
  if (kind === 'waveform') return { kind };
  const place = [...at, kind];
  return {
    kind,
    ...present(mappingOf(options), ['window', 'stride'], (key, item) => reader.time(item, [...place, key]) ?? 0),
    ...present(mappingOf(options), ['low', 'high'], (key, item) => hertz(item, [...place, key], reader)),
    ...present(mappingOf(options), ['bins'], (_, item) => item),
  };
};

/** A bare number is Hz. */
const hertz = (value: unknown, at: ManifestPath, reader: Reader): number =>
  typeof value === 'number' ? value : (reader.clock(value, at) ?? 0);

const readPreparation = (
  source: Mapping,
  at: ManifestPath,
  reader: Reader,
): ImagePreparation & SoundPreparation & Normalization => {
  const { preprocess } = source;
  const preset = typeof preprocess === 'string' ? presets[preprocess] : undefined;
  const twice = preset === undefined ? undefined : ['scale', 'mean', 'std'].find((key) => source[key] !== undefined);
  if (twice !== undefined)
    reader.report(
      [...at, twice],
      messages.badDataSource(pathText(at), `has both \`preprocess: ${String(preprocess)}\` and \`${twice}\``, 'the preset says it already'),
      'key',
    ); // prettier-ignore
  const features = readFeatures(preprocess, [...at, 'preprocess'], reader);
  return {
    ...preset,
    ...(features === undefined ? {} : { features }),
    ...present(source, ['resize', 'crop'], (_, value) => value),
    ...(source['sample-rate'] === undefined
      ? {}
      : { sampleRate: hertz(source['sample-rate'], [...at, 'sample-rate'], reader) }),
  };
};

const readInput = (value: unknown, at: ManifestPath, reader: Reader): string | InputSource =>
  typeof value === 'string'
    ? (reader.file(value, at) ?? '')
    : {
        ...readArray(mappingOf(value), at, reader),
        ...readFactors(mappingOf(value), at, reader),
        ...readPreparation(mappingOf(value), at, reader),
      };

const readLabels = (value: unknown, at: ManifestPath, reader: Reader): LabelSource =>
  typeof value === 'string' ? (reader.file(value, at) ?? '') : readArray(mappingOf(value), at, reader);

const readSource = (source: Mapping, at: ManifestPath, reader: Reader): DataSource => {
  const where = pathText(at);
  const given = ['file', 'images', 'audio', 'loader', 'inputs'].filter((key) => source[key] !== undefined);
  const refuse = (problem: string, hint: string, key?: string): void =>
    reader.report(key === undefined ? at : [...at, key], messages.badDataSource(where, problem, hint), 'key');
  if (given.length === 0)
    refuse('says not where the samples are', 'add `file: …`, `images: …`, `audio: …`, `loader: …` or `inputs: { … }`');
  const [first, second] = given.filter((key) => key !== 'inputs');
  if (first !== undefined && second !== undefined)
    refuse(`has both \`${first}\` and \`${second}\``, 'each says where the samples are: keep one', second);
  if (first !== undefined && first !== 'file' && given.includes('inputs'))
    refuse(`has both \`${first}\` and \`inputs\``, '`inputs` names a source for each input: put it there', first);
  return {
    ...readArray(source, at, reader),
    ...readFactors(source, at, reader),
    ...readPreparation(source, at, reader),
    ...present(source, ['images', 'audio', 'loader'], (key, value) => reader.file(value, [...at, key]) ?? ''),
    ...present(source, ['reads'], (key, value) =>
      Array.isArray(value) ? value.map((item: unknown, i) => reader.file(item, [...at, key, i]) ?? '') : [],
    ),
    ...present(source, ['labels'], (key, value) => readLabels(value, [...at, key], reader)),
    ...present(source, ['targets'], (key, value) => readInput(value, [...at, key], reader)),
    ...present(source, ['inputs'], (key, value) =>
      present(mappingOf(value), Object.keys(mappingOf(value)), (name, item) =>
        readInput(item, [...at, key, name], reader),
      ),
    ),
    ...present(source, ['classes', 'limit'], (_, value) => value),
  };
};

/** Paths become absolute and factors numbers; whether the files are there is seen when something reads them. */
export const readData = (value: unknown, reader: Reader): Readonly<Partial<Record<DataSplit, DataSource>>> => {
  const data = mappingOf(value);
  return present(data, dataSplits, (split, source) => {
    const isMapping = typeof source === 'object' && !Array.isArray(source);
    return isMapping ? readSource(mappingOf(source), ['data', split], reader) : {};
  });
};
