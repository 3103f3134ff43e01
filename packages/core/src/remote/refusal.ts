/** Why an artifact is not taken, in words for the user. */
export const refusals = {
  magic: 'it is no artifact of tinyml',
  unsigned: 'it is not signed',
  key: 'it is signed with a key that tinyml.cache.yaml does not list',
  signature: 'its signature does not fit what it says',
  header: 'its header is not of the form that tinyml writes',
  schema: 'it is of another schema',
  version: 'it was made by another version of tinyml',
  replay: 'it belongs to another stage or other inputs',
  record: 'its record is not of the form that tinyml writes',
  digest: 'its record is not the one that was signed',
  blob: 'the bytes of a blob are not those that were signed',
  blobs: 'it does not hold the blobs that its record names',
  truncated: 'it ends too early',
  trailing: 'it goes on after its end',
  size: 'it is larger than an artifact may be',
  encoding: 'the server sent it compressed',
  redirect: 'the server sends elsewhere for it',
  tag: "its x-artifact-tag is not that of the team's signature key",
} as const;

export type Refusal = keyof typeof refusals;

/** Thrown by whatever reads an artifact, and caught by whatever asked for it: the stage then runs. */
export class RefusedArtifact extends Error {
  override readonly name = 'RefusedArtifact';
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusals[refusal]);
    this.refusal = refusal;
  }
}
