/** What a framer keeps: `length` samples of each signal; frames are full after `warmUp` steps. */
export interface Framing {
  readonly length: number;
  readonly warmUp: number;
}

/**
 * Without zeros first, a frame comes when its samples are there, in whole steps: of a frame that is no multiple of the
 * step it begins with the oldest samples, and the rest of the last step waits for the next one.
 */
export const framing = ({
  frameSize,
  frameStep,
  prefill,
}: {
  readonly frameSize: number;
  readonly frameStep: number;
  readonly prefill: boolean;
}): Framing => {
  const steps = Math.ceil(frameSize / frameStep);
  return prefill
    ? { length: frameSize - frameStep, warmUp: 0 }
    : { length: (steps - 1) * frameStep, warmUp: steps - 1 };
};
