type Keywords = Readonly<Record<string, unknown>>;

const isMapping = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const hasType = (type: unknown, value: unknown): boolean => {
  if (Array.isArray(type)) return type.some((one) => hasType(one, value));
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'number') return Number.isFinite(value);
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return isMapping(value);
  return type === 'null' ? value === null : typeof value === type;
};

const within = (amount: number, least: unknown, most: unknown): boolean =>
  (typeof least !== 'number' || amount >= least) && (typeof most !== 'number' || amount <= most);

const known = new Set(
  ('$schema title description examples default type enum anyOf minimum maximum exclusiveMinimum exclusiveMaximum pattern minLength ' +
    'maxLength items minItems maxItems properties additionalProperties required minProperties maxProperties').split(' '),
); // prettier-ignore

const mappingMatches = (schema: Keywords, value: Readonly<Record<string, unknown>>): boolean => {
  const properties = (schema['properties'] ?? {}) as Readonly<Record<string, Keywords>>;
  const rest = schema['additionalProperties'];
  const names = Object.keys(value);
  return (
    within(names.length, schema['minProperties'], schema['maxProperties']) &&
    ((schema['required'] ?? []) as readonly string[]).every((name) => Object.hasOwn(value, name)) &&
    names.every((name) => {
      const own = Object.hasOwn(properties, name) ? properties[name] : rest;
      return own === undefined || own === true || (own !== false && matches(own as Keywords, value[name]));
    })
  );
};

/**
 * Whether a value is one that a JSON schema accepts, for the part of JSON Schema that this project writes. A full validator
 * takes longer to start than a whole cached build: it is asked only why a value is not accepted. False (ask the full
 * validator) for a schema with keywords that are not known here.
 */
export const matches = (schema: Keywords, value: unknown): boolean => {
  if (Object.keys(schema).some((keyword) => !known.has(keyword))) return false;
  if (schema['type'] !== undefined && !hasType(schema['type'], value)) return false;
  if (Array.isArray(schema['enum']) && !schema['enum'].includes(value)) return false;
  if (Array.isArray(schema['anyOf']) && !schema['anyOf'].some((one) => matches(one as Keywords, value))) return false;
  if (typeof value === 'number') {
    const { exclusiveMinimum: above, exclusiveMaximum: below } = schema;
    const strictly = (typeof above !== 'number' || value > above) && (typeof below !== 'number' || value < below);
    return strictly && within(value, schema['minimum'], schema['maximum']);
  }
  if (typeof value === 'string') {
    const fits = within([...value].length, schema['minLength'], schema['maxLength']);
    return fits && (typeof schema['pattern'] !== 'string' || new RegExp(schema['pattern'], 'u').test(value));
  }
  if (Array.isArray(value)) {
    const { items } = schema;
    return (
      within(value.length, schema['minItems'], schema['maxItems']) &&
      (items === undefined || value.every((item) => matches(items as Keywords, item)))
    );
  }
  return !isMapping(value) || mappingMatches(schema, value);
};
