import { setImmediate as nextTurn } from 'node:timers/promises';

/**
 * Stages compute without a pause: a signal that came meanwhile is only seen when the event loop has its turn.
 * @throws the signal's reason where the user has had enough
 */
export const interruptible = async (signal: AbortSignal): Promise<void> => {
  await nextTurn();
  signal.throwIfAborted();
};
