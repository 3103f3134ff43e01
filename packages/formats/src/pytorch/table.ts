import { composedTable, type ComposedTable } from '../translation/composed-table.ts';
import { compositions } from './compositions/list.ts';
import { pytorchSlot, type TorchBuild } from './slot.ts';

/** What translates each operator of a program, by its name. */
export type TorchTable = ComposedTable<TorchBuild>;

/** Composed once for a table of operators. @throws TinymlError (TML313) where two claim one operator of PyTorch's */
export const torchTableOf = composedTable(pytorchSlot, compositions);
