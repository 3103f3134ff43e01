import { TinymlError, type DataSource, type ModelSignature, type Samples } from '@tinyml/core';
import { type OpenData } from '@tinyml/core/internal';
import { sampleCount, sampleShape, targetShape, unusableDataSource, unusableSamples } from '../diagnostics/data.ts';
import { checkKeys } from './fitting-keys.ts';
import { openFiles, type OpenedSplit } from './open-files.ts';
import { openLoader } from './open-loader.ts';
import { realSamples } from './real-samples.ts';
import { targetNormalization } from './sources.ts';

/** Stored inputs as the model takes them. */
const openInputs = (
  source: DataSource,
  { inputs: stored }: OpenedSplit,
  { inputs }: ModelSignature,
): readonly { readonly shape: readonly number[]; at(index: number): Float32Array }[] =>
  inputs.map(({ name, type: { shape } }, i) => {
    const own = stored[i];
    if (own === undefined) throw new RangeError(`no samples for ${name}`);
    const { samples, normalization } = own;
    const misfit = (found: readonly number[]): ReturnType<typeof sampleShape> =>
      sampleShape(samples.path, name, shape, found);
    return { shape, at: realSamples(samples, shape, normalization ?? source, misfit) };
  });

/**
 * Opens a data split of the manifest for a model. Files are read once and kept as they are stored, images and sounds as
 * they were prepared; a sample is converted when it is asked for. real = (stored · scale − mean) / std, scale 1, mean 0
 * and std 1 by default; all samples, or the first `limit`; no labels and no targets unless named.
 * @throws TinymlError (TML8xx) when a file is damaged or does not fit the model.
 */
export const openSplit: OpenData = async (source, model, files) => {
  if (model.inputs.length === 0)
    throw new TinymlError(unusableDataSource('a model without inputs', 'there is nothing to feed it'));
  if (source.loader !== undefined) checkKeys(source, 'loader');
  const opened = await (source.loader === undefined
    ? openFiles(source, model, files)
    : openLoader(source.loader, model, files).then(({ inputs, ...split }) => ({
        ...split,
        inputs: inputs.map((samples) => ({ samples })),
      })));
  const inputs = openInputs(source, opened, model);
  const [first] = opened.inputs.map(({ samples }) => samples);
  if (first === undefined) throw new RangeError('no inputs');
  const parts = [...opened.inputs.map(({ samples }) => samples), ...(opened.targets === undefined ? [] : [opened.targets])]; // prettier-ignore
  for (const { path, count } of parts)
    if (count !== first.count) throw new TinymlError(sampleCount(path, count, first.path, first.count));
  const count = Math.min(first.count, source.limit ?? Infinity);
  if (count === 0) throw new TinymlError(unusableSamples(first.path, 'there are no samples'));
  const inRange = (index: number): number => {
    if (!Number.isInteger(index) || index < 0 || index >= count) throw new RangeError(`no sample ${String(index)}`);
    return index;
  };
  const openTargets = (): Pick<Samples, 'targets'> => {
    const { targets } = opened;
    if (targets === undefined || model.output === undefined) return {};
    const { name, type } = model.output;
    const misfit = (found: readonly number[]): ReturnType<typeof targetShape> =>
      targetShape(targets.path, name, type.shape, found);
    const at = realSamples(targets, type.shape, targetNormalization(source), misfit);
    // A target that is no number is found before anything runs.
    for (let index = 0; index < count; index++) at(index);
    return { targets: (index) => at(inRange(index)) };
  };
  return {
    count,
    inputs: (index) => {
      inRange(index);
      return inputs.map(({ shape, at }) => ({ type: { dtype: 'float32', shape }, data: at(index) }));
    },
    ...(opened.labels === undefined ? {} : { labels: opened.labels.subarray(0, count) }),
    ...openTargets(),
  };
};
