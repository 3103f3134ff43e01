import { boards } from '@tinyml/codegen';
import { bytesText } from '../render/number.ts';
import { table } from '../render/table.ts';
import { printJson } from '../report.ts';
import type { Command } from '../terminal.ts';

const command: Command = async ([word = ''], _, terminal) => {
  const wanted = word.toLowerCase();
  const found = boards.filter(({ id, name, core }) => `${id} ${name} ${core}`.toLowerCase().includes(wanted));
  if (terminal.json) {
    printJson({ schema: 'tinyml-boards/1', boards: found }, terminal);
    return Promise.resolve(0);
  }
  const { style } = terminal;
  const rows = found.map((board) => [
    style.bold(board.id),
    board.core,
    `${String(board.clockHz / 1e6)} MHz`,
    bytesText(board.flash),
    bytesText(board.ram),
    style.dim(board.name),
  ]);
  terminal.out(
    table([['board', 'core', 'clock', 'flash', 'RAM', 'name'].map((title) => style.dim(title)), ...rows], [2, 3, 4]),
  );
  return Promise.resolve(0);
};

export default command;
