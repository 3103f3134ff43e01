/* out[i] = a[i] + b[i] + c[i]: a kernel of two nodes, for tests of the generator. */
#ifndef TOY_ADD_THREE_H
#define TOY_ADD_THREE_H
#include <stdint.h>

static inline void toy_add_three(const float *a, const float *b, const float *c, float *out, int32_t count)
{
  int32_t i;

  for (i = 0; i < count; i++) {
    out[i] = a[i] + b[i] + c[i];
  }
}
#endif
