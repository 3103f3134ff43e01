import { TinymlError, slotOf, type OperatorTable } from '@tinyml/core';
import { notYet } from '@tinyml/core/internal';
import type { Program } from '../program/program.ts';
import { microSlot } from './micro-slot.ts';

/** The interpreter keeps its own tables in the arena as well: room for them, by the number of layers. */
const arenaBytes = ({ memory, schedule }: Program): number => {
  const layers = schedule.reduce((sum, { nodes }) => sum + nodes.length, 0);
  return Math.ceil((memory.wholeTensors + 2048 + 320 * layers) / 1024) * 1024;
};

/** What the program around TensorFlow Lite Micro's interpreter has to know. */
export interface MicroModel {
  /** The resolver's functions, for just the operators that the model uses. */
  readonly operators: readonly string[];
  readonly arenaBytes: number;
}

/** @throws TinymlError where TensorFlow Lite Micro lacks an operator */
export const microModel = (program: Program, operators: OperatorTable): MicroModel => {
  const ops = [...new Set(program.schedule.flatMap((group) => group.nodes.map((node) => node.op)))].sort();
  const registrations = ops.map((op) => slotOf(microSlot, operators.get(op)));
  const missing = ops.filter((_, i) => registrations[i] === undefined);
  if (missing.length > 0)
    throw new TinymlError(notYet(`runtime tflite-micro for ${missing.join(', ')}`, 'use `runtime: native`'));
  return { operators: registrations.filter((name) => name !== undefined), arenaBytes: arenaBytes(program) };
};

export const microIncludes: readonly string[] = [
  'tensorflow/lite/micro/micro_interpreter.h',
  'tensorflow/lite/micro/micro_mutable_op_resolver.h',
  'tensorflow/lite/schema/schema_generated.h',
];

/** A function that runs the model once on zeros. `run`, `arena`: what it and its memory are called. */
export const microRun = (
  name: string,
  { operators, arenaBytes: bytes }: MicroModel,
  run: string,
  arena: string,
): string =>
  `alignas(16) static uint8_t ${arena}[${String(bytes)}]; /* enlarge it if AllocateTensors fails */

static int ${run}(void)
{
  size_t i;
  tflite::MicroMutableOpResolver<${String(operators.length)}> resolver;
${operators.map((operator) => `  resolver.${operator}();`).join('\n')}
  tflite::MicroInterpreter interpreter(tflite::GetModel(${name}_model_data), resolver, ${arena}, sizeof(${arena}));

  if (interpreter.AllocateTensors() != kTfLiteOk) {
    return 1;
  }
  for (i = 0; i < interpreter.inputs_size(); i++) {
    memset(interpreter.input(i)->data.raw, 0, interpreter.input(i)->bytes);
  }
  if (interpreter.Invoke() != kTfLiteOk) {
    return 1;
  }
  for (i = 0; i < interpreter.output(0)->bytes; i++) {
    printf("%02x", (unsigned)(uint8_t)interpreter.output(0)->data.raw[i]);
  }
  printf("\\n");
  return 0;
}
`;
