import { onceEach } from '../schema/once-each.ts';
import type { ManifestSchema } from './schema.ts';

/** A kind of layer that `model: { layers }` knows. Options are Keras's, in kebab-case; defaults are Keras's too. */
export interface LayerForm {
  /** Keras's class. */
  readonly className: string;
  readonly summary: string;
  readonly options: Readonly<Record<string, ManifestSchema>>;
  /** Options without a default. */
  readonly required?: readonly string[];
  /** The option that a bare value stands for: `max-pool: 2`. */
  readonly short?: string;
}

/** Every kind, by its name: what the formats and operators of a toolkit know. `residual` stands apart: it holds layers. */
export type LayerForms = Readonly<Record<string, LayerForm>>;

const name: ManifestSchema = {
  type: 'string', title: 'a name', description: "the layer's name; default: its kind, numbered", examples: ['head'], pattern: String.raw`^[A-Za-z_]\w*$`, minLength: 1, maxLength: 60,
}; // prettier-ignore

/** What the options of a kind are checked against. `kernel` is short for `kernel-size`. */
export const optionsSchema = onceEach(({ options, required = [], summary }: LayerForm): ManifestSchema => {
  const kernel = options['kernel-size'];
  return {
    type: 'object', title: 'a mapping', description: summary, additionalProperties: false,
    properties: { ...options, ...(kernel && { kernel: { ...kernel, description: 'short for kernel-size' } }), name },
    required: required.filter((key) => key !== 'kernel-size'),
  }; // prettier-ignore
});

/** The value of a kind's key: its options, or what `short` stands for. */
const valueSchema = (form: LayerForm): ManifestSchema => {
  const bare = form.short === undefined ? undefined : form.options[form.short];
  const alternatives = bare === undefined ? [] : (bare.anyOf ?? [bare]);
  return { description: form.summary, anyOf: [...alternatives, optionsSchema(form), { type: 'null' }] };
};

const listOf = (layer: ManifestSchema, description: string): ManifestSchema => ({
  type: 'array', minItems: 1, maxItems: 1000, title: 'a list of layers', description, items: layer,
}); // prettier-ignore

const layerSchema = (forms: LayerForms, more: Readonly<Record<string, ManifestSchema>>): ManifestSchema => {
  const bare = Object.entries(forms).flatMap(([key, { required = [] }]) => (required.length === 0 ? [key] : []));
  return {
    title: 'a layer',
    anyOf: [
      ...(bare.length === 0 ? [] : [{ type: 'string', title: 'the name of a layer', enum: bare }]),
      {
        type: 'object', title: 'a name with options', minProperties: 1, maxProperties: 1, additionalProperties: false,
        properties: { ...Object.fromEntries(Object.entries(forms).map(([key, form]) => [key, valueSchema(form)])), ...more },
      },
    ],
  }; // prettier-ignore
};

/** Options of `residual` where it is a mapping. */
export const residualSchema = onceEach((forms: LayerForms): ManifestSchema => {
  const plain = layerSchema(forms, {});
  return {
    type: 'object', title: 'a mapping', additionalProperties: false, required: ['layers'],
    properties: { layers: listOf(plain, 'layers whose result is added'), shortcut: listOf(plain, 'layers of the other branch; default: the input as it is'), name },
  }; // prettier-ignore
});

/** Layers of an untrained network, first to last. */
export const layersSchema = (forms: LayerForms): ManifestSchema => {
  const residual = residualSchema(forms);
  const { layers: branch = {} } = residual.properties ?? {};
  return {
    ...listOf(
      layerSchema(forms, { residual: { description: 'the input, plus what the layers make of it', anyOf: [branch, residual] } }),
      'layers of an untrained network, first to last: see docs/training.md',
    ),
    examples: [['flatten', { dense: { units: 10, activation: 'softmax' } }]],
  }; // prettier-ignore
};
