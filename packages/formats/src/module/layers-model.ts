import { TinymlError } from '@tinyml/core';
import { noNetworkInModule, unbuiltModel } from '../diagnostics/network.ts';
import { isJson, type Json } from '../keras/config.ts';

/** A TensorFlow.js layers model as the files that it would be saved to. */
export interface Artifacts {
  readonly modelJson: Uint8Array;
  readonly weights: Uint8Array;
}

/** As `model.save` hands it to a handler (tf.io.ModelArtifacts). */
interface Saved {
  readonly modelTopology?: unknown;
  readonly weightSpecs?: readonly { readonly name: string }[];
  readonly weightData?: ArrayBuffer | readonly ArrayBuffer[];
}

/** An automatic name without its number: `conv2d_Conv2D3` → `conv2d`. Undefined for a name that was given. */
const automaticStem = (name: string, className: string): string | undefined => {
  const [, stem, ofModel] = new RegExp(`^(?:(.+)_${className}|(input|model|sequential)_?)\\d+$`).exec(name) ?? [];
  return stem ?? ofModel;
};

/**
 * TensorFlow.js numbers the layers that have no name of their own over all models that a process has made. Numbered
 * anew in this model alone, as Keras does, they are the same at every run: `conv2d`, `conv2d_1`.
 */
const stableNames = (topology: Json): ReadonlyMap<string, string> => {
  const found: { readonly name: string; readonly stem: string | undefined }[] = [];
  const collect = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(collect);
    if (!isJson(value)) return;
    const { class_name: className, config } = value;
    if (typeof className === 'string' && isJson(config) && typeof config['name'] === 'string')
      found.push({ name: config['name'], stem: automaticStem(config['name'], className) });
    Object.values(value).forEach(collect);
  };
  collect(topology);
  const taken = new Set(found.flatMap(({ name, stem }) => (stem === undefined ? [name] : [])));
  const names = new Map<string, string>();
  for (const { name, stem } of found) {
    if (stem === undefined || names.has(name)) continue;
    let unique = stem;
    for (let n = 1; taken.has(unique); n++) unique = `${stem}_${String(n)}`;
    taken.add(unique);
    names.set(name, unique);
  }
  return names;
};

const renamed = (value: unknown, names: ReadonlyMap<string, string>): unknown => {
  if (typeof value === 'string') return names.get(value) ?? value;
  if (Array.isArray(value)) return value.map((item: unknown) => renamed(item, names));
  if (!isJson(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, key === 'class_name' ? item : renamed(item, names)]),
  );
};

/** A Sequential model knows its weights only when it is built, which its first use does otherwise. */
const buildModel = (model: Json, path: string): void => {
  try {
    (model['build'] as (this: Json) => void).call(model);
  } catch {
    throw new TinymlError({ ...unbuiltModel(), file: path });
  }
};

/**
 * Takes a model through its own serialisation, so that it may come from any version of TensorFlow.js.
 * @throws TinymlError (TML636, TML637) for a model that has no weights yet, or cannot be saved
 */
export const layersModelArtifacts = async (model: Json, path: string): Promise<Artifacts> => {
  if (model['built'] === false) buildModel(model, path);
  let saved: Saved = {};
  const save = model['save'] as (this: Json, handler: unknown) => Promise<unknown>;
  await save.call(model, {
    save: (artifacts: Saved) => {
      saved = artifacts;
      return Promise.resolve({ modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } });
    },
  });
  const { modelTopology, weightSpecs = [], weightData } = saved;
  if (!isJson(modelTopology) || weightData === undefined)
    throw new TinymlError({ ...noNetworkInModule('a model that does not save its layers'), file: path });
  const names = stableNames(modelTopology);
  const weights = weightSpecs.map((spec) => ({
    ...spec,
    name: spec.name
      .split('/')
      .map((part) => names.get(part) ?? part)
      .join('/'),
  }));
  const json = {
    format: 'layers-model',
    modelTopology: renamed(modelTopology, names),
    weightsManifest: [{ paths: ['weights.bin'], weights }],
  };
  const buffers = Array.isArray(weightData) ? (weightData as readonly ArrayBuffer[]) : [weightData as ArrayBuffer];
  return {
    modelJson: Buffer.from(JSON.stringify(json)),
    weights: new Uint8Array(Buffer.concat(buffers.map((buffer) => new Uint8Array(buffer)))),
  };
};
