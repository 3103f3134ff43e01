import { boards } from '@tinyml/codegen';
import { priorities, type Priority } from '@tinyml/core';
import type { CommonOptions as PromptStreams } from '@clack/prompts';
import type { Answers } from './answers.ts';
import type { ProjectFiles } from './find-files.ts';

/** What the command line already says. */
export type Given = Partial<Answers>;

const meanings: Readonly<Record<Priority, string>> = {
  size: 'the least flash and RAM',
  balanced: 'speed where it costs little flash',
  latency: 'the fastest within the budget',
  accuracy: 'the outputs of the model as it is',
};

/**
 * Asks for what the command line does not say: model, board, priority, samples for calibration.
 * undefined: the user gave up.
 */
export const converse = async (
  { models, samples }: ProjectFiles,
  given: Given,
  defaults: Answers,
  streams: PromptStreams,
): Promise<Answers | undefined> => {
  const { autocomplete, isCancel, select } = await import('@clack/prompts');
  const ask = async <Answer>(
    known: Exclude<Answer, symbol> | undefined,
    question: () => Promise<Answer>,
  ): Promise<Exclude<Answer, symbol>> => {
    if (known !== undefined) return known;
    const answer = await question();
    if (isCancel(answer)) throw new GivenUp();
    return answer as Exclude<Answer, symbol>;
  };
  const choice = (value: string): { readonly value: string } => ({ value });
  try {
    const model = await ask(given.model ?? (models.length === 1 ? models[0] : undefined), () =>
      select({ message: 'Which model?', options: models.map(choice), ...streams }),
    );
    const board = await ask(given.board, () =>
      autocomplete({
        message: 'Which board? Type to search',
        options: boards.map(({ id, name, core }) => ({ value: id, label: id, hint: `${name}, ${core}` })),
        initialValue: defaults.board,
        maxItems: 8,
        ...streams,
      }),
    );
    const priority = await ask(given.priority, () =>
      select<Priority>({
        message: 'What matters most?',
        options: priorities.map((value) => ({ value, label: value, hint: meanings[value] })),
        initialValue: defaults.priority,
        ...streams,
      }),
    );
    if (given.calibration !== undefined || samples.length === 0)
      return { model, board, priority, ...(given.calibration && { calibration: given.calibration }) };
    const file = await ask(undefined, () =>
      select({
        message: 'Typical inputs, to calibrate int8 quantisation on?',
        options: [...samples.map(choice), { value: '', label: 'none' }],
        ...streams,
      }),
    );
    if (file === '') return { model, board, priority };
    const scale = await ask(undefined, () =>
      select({
        message: `What do the numbers in ${file} mean?`,
        options: [
          { value: '', label: 'they are what the model takes' },
          { value: '1/255', label: 'bytes: 0 … 255 stands for 0 … 1' },
        ],
        ...streams,
      }),
    );
    return { model, board, priority, calibration: { file, ...(scale === '' ? {} : { scale }) } };
  } catch (error) {
    if (error instanceof GivenUp) return undefined;
    throw error;
  }
};

class GivenUp extends Error {}
