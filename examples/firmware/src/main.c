/* A firmware that asks the model for one period of a sine and prints it. */
#include <stdio.h>

#include "sine.h"

int main(void) {
  if (sine_init() != 0) return 1;
  for (int step = 0; step <= 16; step++) {
    const float x = 6.2831853f * (float)step / 16.0f;
    float y;
    sine_quantize_input_0(&x);
    if (sine_invoke() != 0) return 1;
    sine_dequantize_output_0(&y);
    printf("sin(%d/1000) = %d/1000\n", (int)(x * 1000.0f), (int)(y * 1000.0f));
  }
  return 0;
}
