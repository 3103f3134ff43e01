#ifndef ACME_RATIONAL_TANH_F32_H
#define ACME_RATIONAL_TANH_F32_H

#include <stdint.h>

/* y = x (27 + x^2) / (27 + 9 x^2), +-1 beyond +-3. May run in place. */
static inline void acme_rational_tanh_f32(const float *input, float *output, int32_t count) {
  for (int32_t i = 0; i < count; i++) {
    const float x = input[i];
    const float square = x * x;
    output[i] = x <= -3.0f ? -1.0f : x >= 3.0f ? 1.0f : x * (27.0f + square) / (27.0f + 9.0f * square);
  }
}

#endif
