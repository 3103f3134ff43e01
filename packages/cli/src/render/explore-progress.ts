import {
  candidateText,
  type BuildEvent,
  type Manifest,
  type Outcome,
  type Pool,
  type SearchSpace,
  type SearchStep,
  type Selection,
  selectionText,
} from '@tinyml/core/internal';
import { reportFinding } from '../report.ts';
import type { Terminal } from '../terminal.ts';
import { shownPath } from './diagnostic.ts';
import { countText, secondsText } from './number.ts';
import { outcomeFigures } from './outcome-figures.ts';

/** What a search shows on stderr while it runs. */
export interface ExploreProgress {
  onEvent(this: void, event: BuildEvent): void;
  onSpace(this: void, space: SearchSpace, pool: Pool, selection: Selection): void;
  onStep(this: void, step: SearchStep): void;
  onLock(this: void, file: string): void;
  end(this: void): void;
}

/** One line for each candidate, and how long what may follow would take at the pace so far. */
export const exploreProgress = ({ name, source }: Manifest, terminal: Terminal): ExploreProgress => {
  const { errorStyle: style, live } = terminal;
  const say = (text: string): void => {
    if (!terminal.quiet) terminal.err(text);
  };
  const clear = live ? '\r\u001b[K' : '';
  const started = performance.now();
  let told = 0;
  const line = (outcome: Outcome, number: number): string => {
    const { refused, shortLoss, verdict } = outcome;
    const mark = verdict !== null ? style.green('✓') : style.dim('·');
    const figures = outcomeFigures(outcome);
    const unmeasured =
      shortLoss === null
        ? `over budget by lowering alone: ${figures}`
        : `${figures}; after a short training ${(shortLoss * 100).toFixed(2)} % lost: no more of it`;
    const why = refused ?? (verdict === null ? unmeasured : figures);
    return `${clear}  ${mark} ${String(number).padStart(3)}  ${candidateText(outcome.candidate)}  ${style.dim(why)}\n`;
  };
  return {
    onEvent(event) {
      if (event.type === 'diagnostic') reportFinding(event.diagnostic, terminal);
      if (event.type === 'progress' && live)
        say(`${clear}  ${style.cyan('▸')} ${event.stage} ${String(Math.round(event.done * 100))} %`);
    },
    onSpace({ domains, leftOut }, { candidates, notListed, wasteful }, selection) {
      const more = notListed > 0 ? ` of ${countText(candidates.length + notListed)}` : '';
      say(`${style.bold(name)}  ${style.dim(shownPath(source.file))}\n`);
      say(
        style.dim(
          `  ${countText(candidates.length)}${more} sequences of ${domains.map(({ reference }) => reference).join(', ')}; ${selectionText(selection)}\n`,
        ),
      );
      if (terminal.verbose) {
        for (const { pass, why } of leftOut) say(style.dim(`  not tried: ${pass}: ${why}\n`));
        for (const why of wasteful) say(style.dim(`  not tried: an order in which ${why}\n`));
      }
    },
    onStep({ outcomes, outlined, left }) {
      outcomes.slice(told).forEach((outcome, i) => {
        say(line(outcome, told + i + 1));
      });
      told = outcomes.length;
      const seconds = (performance.now() - started) / 1000;
      if (live)
        say(
          style.dim(
            `  ${String(told)} tried${outlined > 0 ? `, ${String(outlined)} looked at untrained` : ''} in ${secondsText(seconds)}, at most ${secondsText((seconds / told) * left)} to go`,
          ),
        );
    },
    onLock(file) {
      say(`${clear}  ${style.green('✓')} ${shownPath(file)}  ${style.dim('`passes: auto` takes what it says')}\n`);
    },
    end() {
      if (live) say(clear);
    },
  };
};
