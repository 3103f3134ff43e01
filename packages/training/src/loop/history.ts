/** Means over an epoch. Accuracies are null where nothing is right or wrong; validation is null without held-out samples. */
export interface EpochRecord {
  readonly epoch: number;
  readonly learningRate: number;
  readonly loss: number;
  readonly accuracy: number | null;
  readonly validationLoss: number | null;
  readonly validationAccuracy: number | null;
}

const cell = (value: number | null): string => (value === null ? '' : String(Number(value.toPrecision(6))));

/** The course of training as a table to plot. */
export const historyTable = (history: readonly EpochRecord[]): string =>
  [
    'epoch,learning rate,loss,accuracy,validation loss,validation accuracy',
    ...history.map((record) =>
      [
        record.epoch,
        record.learningRate,
        record.loss,
        record.accuracy,
        record.validationLoss,
        record.validationAccuracy,
      ]
        .map(cell)
        .join(','),
    ),
    '',
  ].join('\n');

const percent = (share: number | null): string => (share === null ? '' : `, ${(share * 100).toFixed(2)} % right`);

/** An epoch in a few words. Accuracy is a word for samples that training has not seen. */
export const describeEpoch = ({ loss, accuracy, validationLoss, validationAccuracy }: EpochRecord): string => {
  const trained = `loss ${loss.toPrecision(4)}${percent(accuracy)}`;
  if (validationLoss === null) return trained;
  return `${trained}; held out: loss ${validationLoss.toPrecision(4)}${percent(validationAccuracy)}`;
};
