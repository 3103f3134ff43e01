import { Ajv } from 'ajv';
import { matches } from '../schema/matches.ts';
import { thrownText } from './thrown.ts';
import { kindOf, type Rule } from './rule.ts';

type Keywords = Readonly<Record<string, unknown>>;

const deepest = 32;

const isObject = (value: unknown): value is Keywords => typeof value === 'object' && value !== null;

/** What keeps plain data from being walked, and the defaults that a schema gives, with the schema of each. */
const walk = (schema: unknown, at: string, depth: number, defaults: [string, Keywords][]): string | undefined => {
  if (!isObject(schema)) return undefined;
  if (depth > deepest) return `${at} is nested too deep, or in a circle`;
  if ('$ref' in schema) return `${at} has a $ref, which these schemas cannot have`;
  if ('type' in schema && schema['default'] !== undefined) defaults.push([at, schema]);
  for (const [key, item] of Object.entries(schema)) {
    if (key === 'default' || key === 'enum') continue;
    const problem = walk(item, `${at}.${key}`, depth + 1, defaults);
    if (problem !== undefined) return problem;
  }
  return undefined;
};

const matchesFully = (schema: Keywords, value: unknown): boolean =>
  matches(schema, value) || new Ajv({ strict: false }).validate(schema, value);

/** Only the full validator knows all keywords; it takes long to start, so that it is asked where ours are not enough. */
const ownTypes = new Set(['boolean', 'number', 'integer', 'string', 'array', 'object']);
const isPlainProperty = (schema: unknown): boolean =>
  isObject(schema) &&
  ownTypes.has(String(schema['type'])) &&
  Object.entries(schema).every(
    ([key, value]) =>
      ['type', 'description', 'default'].includes(key) ||
      (key === 'enum' && Array.isArray(value) && value.length > 0) ||
      (/^(?:exclusive)?M(?:in|ax)imum$/i.test(key) && typeof value === 'number') ||
      (/^(?:min|max)Items$/.test(key) && Number.isSafeInteger(value)) ||
      (key === 'items' && isPlainProperty(value)),
  );

const isPlain = (schema: Keywords): boolean =>
  Object.entries(schema).every(
    ([key, value]) =>
      key === 'type' ||
      (key === 'description' && typeof value === 'string') ||
      (key === 'additionalProperties' && typeof value === 'boolean') ||
      (key === 'properties' && isObject(value) && !Array.isArray(value) && Object.values(value).every(isPlainProperty)),
  );

/** The JSON schema of an object, as options and attributes have it. */
export const objectSchema: Rule = (value, at) => {
  if (!isObject(value) || value['type'] !== 'object') return `${at} is ${kindOf(value)}, not a schema of type object`;
  const defaults: [string, Keywords][] = [];
  const problem = walk(value, at, 0, defaults);
  if (problem !== undefined) return problem;
  try {
    if (!isPlain(value)) new Ajv({ strict: false }).compile(value);
    const wrong = defaults.find(([, schema]) => !matchesFully(schema, schema['default']));
    return wrong === undefined ? undefined : `${wrong[0]}.default is not a value that this schema accepts`;
  } catch (error) {
    return `${at} is no JSON schema: ${thrownText(error)}`;
  }
};
