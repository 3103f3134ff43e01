import { runProcess } from '@tinyml/codegen';
import { isTinymlError } from '@tinyml/core';

/** The host's C compiler, as make calls it. */
export const hostCompiler = (): string => process.env['CC'] ?? 'cc';

export const hasCompiler = async (compiler: string): Promise<boolean> => {
  try {
    await runProcess(compiler, ['--version'], { purpose: 'find the C compiler' });
    return true;
  } catch (error) {
    if (isTinymlError(error)) return false;
    throw error;
  }
};
