import type { Explanations } from '@tinyml/core';
import { commandLineExplanations } from './command-line.ts';
import { hardwareExplanations } from './hardware.ts';
import { installationExplanations } from './installation.ts';
import { projectExplanations } from './project.ts';
import { queueExplanations } from './queue.ts';
import { verificationExplanations } from './verification.ts';

/** The long texts of the messages that this package says. */
export const cliExplanations: Explanations = {
  ...commandLineExplanations,
  ...hardwareExplanations,
  ...installationExplanations,
  ...projectExplanations,
  ...queueExplanations,
  ...verificationExplanations,
};
