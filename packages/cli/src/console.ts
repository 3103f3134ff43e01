/** Where a command's output goes, and what is known of that place. */
export interface Console {
  out(text: string): void;
  err(text: string): void;
  /** Whether stdout and stderr are terminals. */
  readonly outIsTerminal: boolean;
  readonly errIsTerminal: boolean;
}

/** This process's own streams. */
export const processConsole = (): Console => ({
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  outIsTerminal: process.stdout.isTTY,
  errIsTerminal: process.stderr.isTTY,
});
