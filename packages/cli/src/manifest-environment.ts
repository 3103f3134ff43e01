import { boards } from '@tinyml/codegen';
import type { ManifestEnvironment } from '@tinyml/core/internal';
import { layerFormsOf } from '@tinyml/formats';
import { builtinOperatorTable } from '@tinyml/operators';

/** What manifests may refer to: the boards that tinyml knows, and the layers that its operators know. */
export const manifestEnvironment = (): ManifestEnvironment => ({ boards, layers: layerFormsOf(builtinOperatorTable) });
