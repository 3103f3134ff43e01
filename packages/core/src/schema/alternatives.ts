import type { ErrorObject } from 'ajv';

interface Alternative {
  readonly type?: string | readonly string[];
  readonly anyOf?: readonly Alternative[];
}

const typeOf = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);

const accepts = (schema: Alternative, value: unknown): boolean => {
  const types = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? []);
  return types.includes(typeOf(value)) || (typeof value === 'number' && types.includes('integer'));
};

/** Leaves of each `anyOf`: those of the alternative that the value's type chose, or none if the type fits no alternative. */
export const withoutOtherAlternatives = (errors: readonly ErrorObject[]): readonly ErrorObject[] => {
  const dropped = new Set<ErrorObject>();
  for (const any of errors) {
    if (any.keyword !== 'anyOf') continue;
    const alternatives = (any.parentSchema as Alternative).anyOf ?? [];
    const chosen = alternatives.findIndex((alternative) => accepts(alternative, any.data));
    if (chosen >= 0) dropped.add(any);
    for (const error of errors) {
      const inside =
        error.schemaPath.startsWith(`${any.schemaPath}/`) &&
        (error.instancePath === any.instancePath || error.instancePath.startsWith(`${any.instancePath}/`));
      if (inside && !error.schemaPath.startsWith(`${any.schemaPath}/${String(chosen)}/`)) dropped.add(error);
    }
  }
  return errors.filter((error) => !dropped.has(error));
};
