import { boards } from '@tinyml/codegen';
import { nameFromPath } from '@tinyml/core/internal';
import type { Answers } from './answers.ts';

/** A path that YAML takes as it is. */
const yamlText = (text: string): string =>
  /^[\w./][\w./ -]*$/.test(text) && !/\s$/.test(text) ? text : `'${text.replace(/'/g, "''")}'`;

const calibrationLines = ({ calibration, model }: Answers): string => {
  if (calibration === undefined)
    return `# data:                        # int8 quantisation is calibrated on some 100 typical inputs
#   calibration: { file: calib.npz, limit: 100 }
${/\.[cm]?[jt]s$/.test(model) ? '#   train: { file: train.npz, array: x, labels: { array: y } }   # what `train` trains the network on\n' : ''}`;
  const scale = calibration.scale === undefined ? '' : `, scale: ${calibration.scale}`;
  return `data:                          # int8 quantisation is calibrated on some 100 typical inputs
  calibration: { file: ${yamlText(calibration.file)}${scale}, limit: 100 }
`;
};

/** A commented manifest. `others`: further models that were found; `schema`: where an editor finds the schema. */
export const manifestText = (answers: Answers, others: readonly string[], schema: string | undefined): string => {
  const { board, model, priority } = answers;
  const known = boards.find(({ id }) => id === board);
  return `${schema === undefined ? '' : `# yaml-language-server: $schema=${schema}\n`}version: 1
name: ${nameFromPath(model)}                # prefix of C symbols
model: ${yamlText(model)}
${others.map((other) => `# model: ${yamlText(other)}\n`).join('')}target:
  board: ${board}          # ${known === undefined ? 'see' : `${known.name}; others:`} \`tinyml boards\`
# budget: { flash: 64KiB, ram: 20KiB, latency: 10ms }   # default: what the board has
priority: ${priority}                 # what matters most: size, accuracy, latency or balanced
${calibrationLines(answers)}passes: auto                   # chosen by priority; \`lossless\`, or a list such as [fold-constants, quantize: { mode: int8 }]
output: { dir: firmware, project: platformio }
`;
};
