import { notYet, TinymlError, type OpName } from '@tinyml/core';
import type { Program } from '../lower/program.ts';

/** TensorFlow Lite Micro's registrations. */
const registrations: Partial<Readonly<Record<OpName, string>>> = {
  add: 'AddAdd',
  average_pool_2d: 'AddAveragePool2D',
  concatenation: 'AddConcatenation',
  conv_2d: 'AddConv2D',
  depthwise_conv_2d: 'AddDepthwiseConv2D',
  dequantize: 'AddDequantize',
  fully_connected: 'AddFullyConnected',
  hard_swish: 'AddHardSwish',
  leaky_relu: 'AddLeakyRelu',
  logistic: 'AddLogistic',
  max_pool_2d: 'AddMaxPool2D',
  maximum: 'AddMaximum',
  mean: 'AddMean',
  minimum: 'AddMinimum',
  mul: 'AddMul',
  pad: 'AddPad',
  quantize: 'AddQuantize',
  relu: 'AddRelu',
  relu6: 'AddRelu6',
  reshape: 'AddReshape',
  resize_nearest_neighbor: 'AddResizeNearestNeighbor',
  softmax: 'AddSoftmax',
  split: 'AddSplit',
  squeeze: 'AddSqueeze',
  strided_slice: 'AddStridedSlice',
  sub: 'AddSub',
  tanh: 'AddTanh',
  transpose: 'AddTranspose',
  transpose_conv: 'AddTransposeConv',
};

/** The interpreter keeps its own tables in the arena as well: room for them, by the number of layers. */
const arenaBytes = ({ memory, schedule }: Program): number => {
  const layers = schedule.reduce((sum, { nodes }) => sum + nodes.length, 0);
  return Math.ceil((memory.wholeTensors + 2048 + 320 * layers) / 1024) * 1024;
};

/** `src/main.cpp` around TensorFlow Lite Micro's interpreter, with just the operators that the model uses. */
export const tfliteMicroMain = (program: Program): string => {
  const ops = [...new Set(program.schedule.flatMap((group) => group.nodes.map((node) => node.op)))].sort();
  const missing = ops.filter((op) => registrations[op] === undefined);
  if (missing.length > 0)
    throw new TinymlError(notYet(`runtime tflite-micro for ${missing.join(', ')}`, 'use `runtime: native`'));
  return `/* Yours: tinyml wrote it once and will not touch it again.
   Runs ${program.name} with TensorFlow Lite Micro. */
#include <cstdint>
#include <cstdio>
#include <cstring>

#include "tensorflow/lite/micro/micro_interpreter.h"
#include "tensorflow/lite/micro/micro_mutable_op_resolver.h"
#include "tensorflow/lite/schema/schema_generated.h"

#include "${program.name}_model_data.h"

namespace {
alignas(16) uint8_t arena[${String(arenaBytes(program))}]; /* enlarge it if AllocateTensors fails */

int run()
{
  tflite::MicroMutableOpResolver<${String(ops.length)}> resolver;
${ops.map((op) => `  resolver.${String(registrations[op])}();`).join('\n')}
  tflite::MicroInterpreter interpreter(tflite::GetModel(${program.name}_model_data), resolver, arena, sizeof(arena));

  if (interpreter.AllocateTensors() != kTfLiteOk) {
    return 1;
  }
  for (size_t i = 0; i < interpreter.inputs_size(); i++) {
    memset(interpreter.input(i)->data.raw, 0, interpreter.input(i)->bytes);
  }
  if (interpreter.Invoke() != kTfLiteOk) {
    return 1;
  }
  for (size_t i = 0; i < interpreter.output(0)->bytes; i++) {
    printf("%02x", (unsigned)(uint8_t)interpreter.output(0)->data.raw[i]);
  }
  printf("\\n");
  return 0;
}
} // namespace

#ifdef ARDUINO
#include <Arduino.h>
void setup()
{
  Serial.begin(115200);
}

void loop()
{
  run();
  delay(1000);
}
#else
int main()
{
  return run();
}
#endif
`;
};
