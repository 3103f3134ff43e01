/** Operators that random graphs do not have, and why. */
export const withoutMaker: Readonly<Record<string, string>> = {
  ceil: 'LiteRT registers no reference kernel',
  elu: 'LiteRT registers no reference kernel',
  round: 'LiteRT registers no reference kernel',
  identity: 'TensorFlow Lite has none',
  dropout: 'it is gone when the file is written',
  fake_quant: 'LiteRT has no integers to compare it by: recorded cases hold it',
  where: 'LiteRT gives no more than there is, not all that there is room for: recorded cases hold it',
  unique: 'LiteRT gives no more than there is, not all that there is room for: recorded cases hold it',
  if: 'packages/operators/test/control runs its branches',
  while: 'packages/operators/test/control runs its loops',
  gru: 'TensorFlow Lite has none: its own tests hold it',
  rnn: 'it has state: recordings run it over several steps',
  unidirectional_sequence_rnn: 'it has state: recordings run it over several steps',
  lstm: 'it has state: recordings run it over several steps',
  svdf: 'it has state: recordings run it over several steps',
  unidirectional_sequence_lstm: 'it has state: recordings run it over several steps',
};
