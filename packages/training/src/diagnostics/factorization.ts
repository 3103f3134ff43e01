import { didYouMean, type Diagnostic, type Explanations } from '@tinyml/core';

/** TML660: an option names a layer that is not there. `operator`: which layers the pass takes; `known`: their names. */
export const unknownLayer = (pass: string, name: string, operator: string, known: readonly string[]): Diagnostic => ({
  code: 'TML660',
  severity: 'error',
  message: `${pass}: the model has no ${operator} layer \`${name}\``,
  hint: didYouMean(name, known) ?? `its ${operator} layers are ${known.join(', ')}`,
});

/** TML661: more than a layer can use. */
export const rankOutOfRange = (pass: string, rank: number, layer: string, fullRank: number): Diagnostic => ({
  code: 'TML661',
  severity: 'error',
  message: `${pass}: rank ${String(rank)} is out of range: layer ${layer} has full rank ${String(fullRank)}`,
  hint: `take a rank below ${String(fullRank)}, or \`rank: auto\` with \`energy\``,
});

/** TML662: a model without such a layer. */
export const noSuchLayer = (pass: string, operator: string): Diagnostic => ({
  code: 'TML662',
  severity: 'error',
  message: `${pass}: the model has no ${operator} layer`,
  hint: 'run `tinyml inspect` to see its layers, and leave this pass out',
});

type Reasons = readonly (readonly [layer: string, reason: string])[];

const list = (left: Reasons): string => left.map(([layer, reason]) => `${layer} (${reason})`).join('; ');

/** TML663: no layer gets smaller or faster, so nothing changed. */
export const nothingSaved = (pass: string, left: Reasons): Diagnostic => ({
  code: 'TML663',
  severity: 'warning',
  message: `${pass}: the model is unchanged: ${left.length === 0 ? 'every layer is excluded' : list(left)}`,
  hint: 'a smaller `rank` or a lower `energy` saves more',
});

/** TML664: layers that stay as they are beside others that do not. */
export const layersLeft = (pass: string, left: Reasons): Diagnostic => ({
  code: 'TML664',
  severity: 'note',
  message: `${pass}: left as they are: ${list(left)}`,
});

/** TML665: a model input that is not an image. `what`: what it is. */
export const inputNotAnImage = (input: string, what: string): Diagnostic => ({
  code: 'TML665',
  severity: 'error',
  message: `reduce-input: input ${input} is no image: ${what}`,
  hint: 'the pass takes an input of [batch, height, width, channels], or one that a reshape turns into that',
});

/** TML666: a size that no whole step over the image gives. */
export const sizeOutOfReach = (
  axis: 'height' | 'width',
  from: number,
  wanted: number,
  possible: readonly number[],
): Diagnostic => ({
  code: 'TML666',
  severity: 'error',
  message: `reduce-input: ${axis} ${String(from)} cannot become ${String(wanted)}`,
  hint: `steps of 1, 2, 3, … over ${String(from)} give ${possible.join(', ')}`,
});

/** TML667: a layer that does not work on the smaller image. */
export const layerNotAdaptable = (layer: string, operator: string, reason: string): Diagnostic => ({
  code: 'TML667',
  severity: 'error',
  message: `reduce-input: layer ${layer} (${operator}) cannot be adapted: ${reason}`,
  hint: 'take a smaller `factor`, or another one for each axis: `factor: [2, 1]`',
});

/** TML668: the filter is there already. */
export const alreadyReduced = (filter: string): Diagnostic => ({
  code: 'TML668',
  severity: 'warning',
  message: `reduce-input: the model already begins with ${filter}; it is unchanged`,
  hint: 'give one pass the whole `factor`',
});

/** TML669: the size asked for is the image's own. */
export const nothingToReduce = (height: number, width: number): Diagnostic => ({
  code: 'TML669',
  severity: 'error',
  message: `reduce-input: the image would stay ${String(height)}×${String(width)}`,
  hint: 'give a `factor` above 1 for one axis at least, or a smaller `size`',
});

export const factorizationExplanations: Explanations = {
  TML660: `include, exclude and layers take names as \`tinyml inspect\` prints them, the names that layers have in the source
model, and patterns in which \`*\` stands for any characters. Only layers that the pass works on count.`,
  TML661: `The rank is the number of terms that stand for a layer's weights. With the full rank the two new layers compute
exactly what the old one did and save nothing.`,
  TML662: `The pass has nothing to work on in this model: it was probably meant for another one.`,
  TML663: `A layer is replaced only where the two new layers together need fewer multiply-accumulates or fewer parameters
and more of neither. The report of the stage lists every layer with its rank, the share of its weights that is kept, and
both costs.`,
  TML664: `A layer is replaced only where the two new layers together need fewer multiply-accumulates or fewer parameters
and more of neither.`,
  TML665: `A low-pass filter needs neighbours in space: rows and columns of pixels.`,
  TML666: `The filter moves over the image in steps of whole pixels, the same in every row. An image of n pixels becomes
⌈n / step⌉ pixels.`,
  TML667: `Behind the filter every layer works on a smaller image. The pass adapts flattening layers with the dense layer
that follow them and pools that cover the whole image. It cannot adapt constants with a height and width of their own, windows
that are larger than what is left of the image, or an output that is itself an image.`,
  TML668: `Each run of the pass would halve the image again. The model has been through the pass, so this run leaves it
alone.`,
  TML669: `With a factor of 1, or the image's own size, there is nothing to filter and nothing to save.`,
};
