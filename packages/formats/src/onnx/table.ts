import { composedTable } from '../translation/composed-table.ts';
import { compositions } from './compositions/list.ts';
import { onnxSlot } from './slot.ts';

/** ONNX's operators by their names; those of other domains with the domain in front: `ai.onnx.ml.Scaler`. */
export const onnxTableOf = composedTable(onnxSlot, compositions);
