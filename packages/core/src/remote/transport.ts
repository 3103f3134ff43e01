/** One artifact on its way here. Its bytes come in pieces, so that what is too large is refused before it is in memory. */
export interface ArrivingArtifact {
  readonly chunks: AsyncIterable<Uint8Array>;
}

/**
 * Where artifacts lie: bytes under a place, which is 64 hexadecimal digits. It need not be trusted: whoever reads checks
 * the artifact itself. Anything that fails is thrown.
 */
export interface ArtifactTransport {
  /** undefined: there is none. */
  get(place: string, signal: AbortSignal): Promise<ArrivingArtifact | undefined>;
  put(place: string, bytes: Uint8Array, signal: AbortSignal): Promise<void>;
  /** Ends open connections. */
  close(): void;
}
