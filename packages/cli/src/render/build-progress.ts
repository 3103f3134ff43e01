import type { BuildEvent } from '@tinyml/core/internal';
import { reportFinding } from '../report.ts';
import type { Terminal } from '../terminal.ts';
import { secondsText } from './number.ts';

const nameWidth = 22;

/** Where lines cannot be redrawn, long work still gives a sign of life. */
const quietMs = 30_000;

/** Prints a build's stages on stderr while they run: one line each, redrawn where that is possible. */
export const buildProgress = (terminal: Terminal): ((event: BuildEvent) => void) => {
  const { errorStyle: style, live } = terminal;
  const say = (text: string): void => {
    if (!terminal.quiet) terminal.err(text);
  };
  const clear = live ? '\r\u001b[K' : '';
  let lastLine = performance.now();
  return (event) => {
    switch (event.type) {
      case 'stage-started':
        if (live) say(`${clear}  ${style.cyan('▸')} ${event.stage} …`);
        break;
      case 'progress':
        if (live || performance.now() - lastLine > quietMs) {
          lastLine = performance.now();
          say(
            `${clear}  ${style.cyan('▸')} ${event.stage.padEnd(nameWidth)} ${String(Math.round(event.done * 100)).padStart(3)} %  ${style.dim(event.what ?? '')}${live ? '' : '\n'}`,
          );
        }
        break;
      case 'stage-finished': {
        lastLine = performance.now();
        const state = event.remote ? style.dim('remote') : event.cached ? style.dim('cached') : style.green('ran   ');
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
