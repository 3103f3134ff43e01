import type { Priority, Target } from '../hardware/target.ts';

/** A target whose kernels are chosen by `priority` first. */
export const withPriority = (target: Target, priority: Priority): Target => ({
  ...target,
  priority: [priority, ...target.priority.filter((other) => other !== priority)],
});
