const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** `1:05 h`, `2:30 min` or `12 s`. */
const formatDuration = (seconds: number): string => {
  const whole = Math.round(seconds);
  if (whole < 60) return `${String(whole)} s`;
  const minutes = Math.floor(whole / 60);
  return minutes < 60
    ? `${String(minutes)}:${twoDigits(whole % 60)} min`
    : `${String(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)} h`;
};

const pauseMs = 200;

/**
 * Tells how far training is and how long it will take, a few times a second at most; at once where it goes on from step
 * `from` of an earlier run.
 */
export const trainingProgress = (
  tell: (done: number, what: string) => void,
  { epochs, stepsPerEpoch, from }: { readonly epochs: number; readonly stepsPerEpoch: number; readonly from: number },
): ((step: number, loss: number) => void) => {
  const steps = epochs * stepsPerEpoch;
  const started = performance.now();
  let told = -Infinity;
  const epochOf = (step: number): string =>
    `epoch ${String(Math.min(epochs, Math.floor(step / stepsPerEpoch) + 1))}/${String(epochs)}`;
  if (from > 0) tell(from / steps, `resumed at ${epochOf(from)}`);
  return (step, loss) => {
    const now = performance.now();
    if (now - told < pauseMs) return;
    told = now;
    const left = ((now - started) / 1000 / Math.max(1, step - from)) * (steps - step);
    tell(step / steps, `${epochOf(step)}, loss ${loss.toPrecision(3)}, ${formatDuration(left)} left`);
  };
};
