#ifndef ACME_TRIANGLE_WAVE_H
#define ACME_TRIANGLE_WAVE_H

#include <math.h>
#include <stdint.h>

/* y = |((x - 1) mod 4) - 2| - 1, element by element. May run in place. */
static inline void acme_triangle_wave_f32(const float *input, float *output, int32_t count)
{
    for (int32_t i = 0; i < count; i++) {
        const float shifted = input[i] - 1.0f;
        const float in_period = shifted - 4.0f * floorf(shifted * 0.25f);
        output[i] = fabsf(in_period - 2.0f) - 1.0f;
    }
}

/* Stored integers: `table` has the result of every operand, in the order of its bits read as 0 to 255. May run in place. */
static inline void acme_triangle_wave_s8(const int8_t *input, int8_t *output, const int8_t *table, int32_t count)
{
    for (int32_t i = 0; i < count; i++) {
        output[i] = table[(uint8_t)input[i]];
    }
}

#endif
