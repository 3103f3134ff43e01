import { manifestSchema, type ManifestSchema } from '../manifest/schema.ts';

/** A key of a manifest that a workspace has as well. `rest`: what is said of it otherwise here. */
const shared = (key: string, keys: readonly string[] | undefined, rest: ManifestSchema): ManifestSchema => {
  const found = manifestSchema({}).properties?.[key] ?? {};
  const properties = Object.fromEntries(
    Object.entries(found.properties ?? {}).filter(([name]) => keys?.includes(name) ?? true),
  );
  return { ...found, properties, ...rest };
};

/** JSON schema of `tinyml.workspace.yaml`. */
export const workspaceSchema: ManifestSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  type: 'object',
  title: 'tinyml.workspace.yaml',
  description: 'the models of one firmware, and the target that holds them all',
  additionalProperties: false,
  required: ['version', 'models', 'target'],
  properties: {
    version: { const: 1, title: '1', description: 'form of this file', examples: [1] },
    name: {
      type: 'string',
      title: 'a name',
      description: 'prefix of what the models share, a C identifier; default: firmware',
      examples: ['firmware'],
    },
    models: {
      type: 'array',
      minItems: 1,
      maxItems: 64,
      title: 'a list of manifests',
      description: 'manifests of the models, or folders that hold one',
      examples: [['wake/tinyml.yaml', 'command/tinyml.yaml']],
      items: { type: 'string', minLength: 1, title: 'a path', examples: ['wake/tinyml.yaml'] },
    },
    target: shared('target', undefined, { description: 'what the firmware runs on, for all models' }),
    budget: shared('budget', ['flash', 'ram'], {
      description: 'what all models together may use; default: what the target has',
      examples: [{ flash: '128KiB', ram: '48KiB' }],
    }),
    output: shared('output', ['dir', 'project'], {}),
    exclusive: {
      type: 'array',
      maxItems: 64,
      title: 'a list of groups',
      description: 'groups of models that never run at once, by name: those of a group share one arena',
      examples: [[['wake', 'command']]],
      items: {
        type: 'array',
        minItems: 2,
        maxItems: 64,
        title: 'a list of names of models',
        examples: [['wake', 'command']],
        items: { type: 'string', minLength: 1, title: 'the name of a model', examples: ['wake'] },
      },
    },
  },
};
