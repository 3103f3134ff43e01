/** Why an operator of a file cannot be translated, in words that make sense after "Conv (conv1): "; `hint`: the way out. */
export class TranslationError extends Error {
  override readonly name = 'TranslationError';
  readonly hint: string | undefined;
  constructor(message: string, hint?: string) {
    super(message);
    this.hint = hint;
  }
}
