import type { BuildEvent } from '@tinyml/core';
import { reportFinding } from '../report.ts';
import type { Terminal } from '../terminal.ts';
import { secondsText } from './number.ts';

const nameWidth = 22;

/** Prints a build's stages on stderr while they run: one line each, redrawn where that is possible. */
export const buildProgress = (terminal: Terminal): ((event: BuildEvent) => void) => {
  const { errorStyle: style, live } = terminal;
  const say = (text: string): void => {
    if (!terminal.quiet) terminal.err(text);
  };
  const clear = live ? '\r\u001b[K' : '';
  return (event) => {
    switch (event.type) {
      case 'stage-started':
        if (live) say(`${clear}  ${style.cyan('▸')} ${event.stage} …`);
        break;
      case 'progress':
        if (live)
          say(
            `${clear}  ${style.cyan('▸')} ${event.stage.padEnd(nameWidth)} ${String(Math.round(event.done * 100)).padStart(3)} %  ${style.dim(event.what ?? '')}`,
          );
        break;
      case 'stage-finished': {
        const state = event.cached ? style.dim('cached') : style.green('ran   ');
        const time = event.cached ? '' : secondsText(event.seconds);
        say(
          `${clear}  ${style.green('✓')} ${event.stage.padEnd(nameWidth)} ${state} ${time.padStart(7)}  ${style.dim(event.summary)}\n`,
        );
        break;
      }
      case 'diagnostic':
        if (live) say(clear);
        reportFinding(event.diagnostic, terminal);
    }
  };
};
