import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';

// RFC 8410: what precedes the 32 bytes of an Ed25519 key in DER.
const publicPrefix = Buffer.from('302a300506032b6570032100', 'hex');
const privatePrefix = Buffer.from('302e020100300506032b657004220420', 'hex');

const publicName = 'ed25519:';
const privateName = 'ed25519-private:';

export interface PublicKey {
  /** 16 hexadecimal digits: which of several keys a signature is by. */
  readonly id: string;
  /** As it stands in tinyml.cache.yaml. */
  readonly text: string;
  verifies(bytes: Uint8Array, signature: Uint8Array): boolean;
}

export interface SigningKey {
  readonly publicKey: PublicKey;
  sign(bytes: Uint8Array): Uint8Array;
}

/** The 32 bytes after `name`; undefined where the text is no such key. */
const keyBytes = (name: string, text: string): Buffer | undefined => {
  if (!text.startsWith(name)) return undefined;
  const written = text.slice(name.length);
  const bytes = Buffer.from(written, 'base64url');
  return bytes.length === 32 && bytes.toString('base64url') === written ? bytes : undefined;
};

/** Reads `ed25519:` and 43 characters; undefined where the text is none. */
export const readPublicKey = (text: string): PublicKey | undefined => {
  const bytes = keyBytes(publicName, text);
  if (bytes === undefined) return undefined;
  const key = createPublicKey({ key: Buffer.concat([publicPrefix, bytes]), format: 'der', type: 'spki' });
  return {
    id: createHash('sha256').update(bytes).digest('hex').slice(0, 16),
    text,
    verifies: (signed, signature) => signature.length === 64 && verify(null, signed, key, signature),
  };
};

const publicText = (key: KeyObject): string =>
  publicName + key.export({ format: 'der', type: 'spki' }).subarray(publicPrefix.length).toString('base64url');

/** Reads `ed25519-private:` and 43 characters; undefined where the text is none. */
export const readSigningKey = (text: string): SigningKey | undefined => {
  const bytes = keyBytes(privateName, text);
  if (bytes === undefined) return undefined;
  const key = createPrivateKey({ key: Buffer.concat([privatePrefix, bytes]), format: 'der', type: 'pkcs8' });
  const publicKey = readPublicKey(publicText(createPublicKey(key)));
  return publicKey && { publicKey, sign: (signed) => sign(null, signed, key) };
};

/** A new pair, as text. */
export const makeKeyPair = (): { readonly publicKey: string; readonly privateKey: string } => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const seed = privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(privatePrefix.length);
  return { publicKey: publicText(publicKey), privateKey: privateName + seed.toString('base64url') };
};
