import { digestOf } from '../ir/digest.ts';
import type { Store } from './store.ts';

/** Short digest of a text and the key that it belongs to. */
const sealOf = (key: string, text: string): string => digestOf(`${key}\n${text}`).slice(7, 39);

/** Stores text that nothing else vouches for. Throws what `store.put` throws. */
export const putSealed = (store: Store, key: string, text: string): void => {
  store.put(key, Buffer.from(`${sealOf(key, text)}\n${text}`));
};

/** What `putSealed` stored; undefined where it is not there or not as it was written. */
export const getSealed = (store: Store, key: string): string | undefined => {
  const bytes = store.get(key);
  if (bytes === undefined) return undefined;
  const all = Buffer.from(bytes).toString();
  const text = all.slice(33);
  return all.slice(0, 33) === `${sealOf(key, text)}\n` ? text : undefined;
};
