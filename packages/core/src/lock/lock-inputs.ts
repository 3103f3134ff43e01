import { stat } from 'node:fs/promises';
import { canonicalJson, digestOf } from '../ir/digest.ts';
import { isProgram } from '../pipeline/detect-format.ts';
import type { Json } from '../pipeline/json.ts';
import type { Session } from '../pipeline/session.ts';

const ofValue = (value: unknown): string => digestOf(canonicalJson(value as Json));

const modelDigest = async ({ manifest, modelPath, extended, digests, programDigest }: Session): Promise<string> => {
  const { model } = manifest;
  if (model.kind === 'layers') {
    const { input, seed, layers } = model;
    // Where a layer is written says nothing about it.
    return ofValue(
      JSON.parse(JSON.stringify({ input, seed, layers }, (key, value: unknown) => (key === 'at' ? undefined : value))),
    );
  }
  const { signature, inputs, inputLayout } = model;
  const isFolder = (await stat(modelPath)).isDirectory();
  const file = isProgram(modelPath, extended.toolkit.formats)
    ? await programDigest(modelPath)
    : isFolder
      ? await digests.folder(modelPath, () => true)
      : await digests.file(modelPath);
  return ofValue({ file, signature, inputs, inputLayout });
};

/** Digests of all that a choice is made for, by the names that a person knows them by; of their contents, not of paths. */
export const lockInputs = async (session: Session): Promise<Readonly<Record<string, string>>> => {
  const { manifest, target, splits } = session;
  const { board, core, clockHz, flash, ram, memory } = target;
  const data = await Promise.all(
    Object.entries(splits).map(async ([name, source]) => [
      `data.${name}`,
      ofValue(await (source.contents ?? source.digest)()),
    ]),
  );
  return {
    model: await modelDigest(session),
    ...(Object.fromEntries(data) as Readonly<Record<string, string>>),
    target: ofValue({ board, core, clockHz, flash, ram, memory }),
    budget: ofValue(manifest.budget),
    priority: ofValue(manifest.priority),
  };
};
