import { codegenExplanations } from '@tinyml/codegen';
import { type Explanations } from '@tinyml/core';
import { coreExplanations } from '@tinyml/core/internal';
import { formatsExplanations } from '@tinyml/formats';
import { passesExplanations } from '@tinyml/passes';
import { cliExplanations } from './diagnostics/explanations.ts';

/** The long texts of what the packages say that every installation has. */
export const ownExplanations: Explanations = {
  ...cliExplanations,
  ...codegenExplanations,
  ...coreExplanations,
  ...formatsExplanations,
  ...passesExplanations,
};
