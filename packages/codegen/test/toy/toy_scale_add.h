/* out[i] = scale · (a[i] + b[i]) with b a constant or a tensor: a kernel for tests of the generator. */
#ifndef TOY_SCALE_ADD_H
#define TOY_SCALE_ADD_H
#include <stdint.h>

typedef struct {
  int32_t count;
  float scale;
  const int32_t *offsets;
} toy_scale_add_params;

static inline void toy_scale_add(const toy_scale_add_params *params, const float *a, const float *b, float *out, float *work)
{
  int32_t i;

  for (i = 0; i < params->count; i++) {
    work[0] = a[i] + b[i];
    out[i] = params->scale * work[0] + (float)params->offsets[0];
  }
}
#endif
