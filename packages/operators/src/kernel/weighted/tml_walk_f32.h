/* SPDX-License-Identifier: MIT-0 */
/*
 * Sums of products at one place of a convolution: `rows` runs of `run` input values, by four output channels at once,
 * `fours` times. The weights of four channels lie side by side for each value. Steps and skips are in bytes: from
 * pixel to pixel, from the end of a run to the start of the next, and from four channels to the next four. A walk uses
 * up its weights, bias, y and fours. The assembly knows the members' places.
 *
 * Source: Arm Cortex-M4 Technical Reference Manual for the cycles of VMLA, VMUL and VLDM.
 */
#ifndef TML_WALK_F32_H
#define TML_WALK_F32_H

#include <math.h>
#include "tml_clamp_f32.h"
#include "tml_fpu.h"

typedef struct {
    const float *x;
    const void *weights;
    const float *bias;
    float *y;
    int32_t x_step, x_skip, w_skip, w_block;
    int32_t rows, run;
    int32_t y_step, fours;
    int32_t rectify; /* whether what is below 0 becomes 0, and what is above max becomes max */
    float max;
} tml_walk_f32;

#define TML_WALK_X "[r0]"
#define TML_WALK_WEIGHTS "[r0, #4]"
#define TML_WALK_BIAS "[r0, #8]"
#define TML_WALK_Y "[r0, #12]"
#define TML_WALK_X_STEP "[r0, #16]"
#define TML_WALK_X_SKIP "[r0, #20]"
#define TML_WALK_W_SKIP "[r0, #24]"
#define TML_WALK_W_BLOCK "[r0, #28]"
#define TML_WALK_ROWS "[r0, #32]"
#define TML_WALK_RUN "[r0, #36]"
#define TML_WALK_Y_STEP "[r0, #40]"
#define TML_WALK_FOURS "[r0, #44]"
#define TML_WALK_RECTIFY "[r0, #48]"
#define TML_WALK_MAX "[r0, #52]"

/* The weights of one input value in s16 to s19, of four values in s8 to s23. r5: the weights. */
#define TML_WALK_ONE "vldmia r5!, {s16-s19}\n"
#define TML_WALK_FOUR "vldmia r5!, {s8-s23}\n"
#define TML_WALK_ONE_HALF "vldmia r5!, {s18-s19}\n" TML_FPU_HALVES("s16", "s17", "s18") TML_FPU_HALVES("s18", "s19", "s19")
#define TML_WALK_FOUR_HALF \
    "vldmia r5!, {s16-s23}\n" \
    TML_FPU_HALVES("s8", "s9", "s16") TML_FPU_HALVES("s10", "s11", "s17") TML_FPU_HALVES("s12", "s13", "s18") \
    TML_FPU_HALVES("s14", "s15", "s19") TML_FPU_HALVES("s16", "s17", "s20") TML_FPU_HALVES("s18", "s19", "s21") \
    TML_FPU_HALVES("s20", "s21", "s22") TML_FPU_HALVES("s22", "s23", "s23")

/* Four results to r6. As integers, floats that are not negative are in the same order; negative ones are below 0. */
#define TML_WALK_STORE(a, b, c, d) "vstmia r6, {" a "-" d "}\n"
#define TML_WALK_RECTIFIED(r) \
    "bic " r ", " r ", " r ", asr #31\n" \
    "cmp " r ", r12\n" \
    "it gt\n" \
    "movgt " r ", r12\n"
#define TML_WALK_STORE_RECTIFIED(a, b, c, d) \
    "vmov r1, r2, " a ", " b "\n" \
    "vmov r3, r4, " c ", " d "\n" \
    TML_WALK_RECTIFIED("r1") TML_WALK_RECTIFIED("r2") TML_WALK_RECTIFIED("r3") TML_WALK_RECTIFIED("r4") \
    "stmia r6, {r1, r2, r3, r4}\n"

static inline float tml_walk_weight(const void *weights, int32_t i, int32_t half)
{
    return half ? tml_fpu_half(*((const uint16_t *)weights + i)) : *((const float *)weights + i);
}

/* The activations that a walk leaves: those with a lower limit other than 0. */
static inline void tml_walk_clamp(const tml_walk_f32 *walk, float *y, int32_t count, float min, float max)
{
    if (!walk->rectify && (min > -INFINITY || max < INFINITY)) {
        for (int32_t i = 0; i < count; i++) {
            y[i] = tml_clamp_f32(y[i], min, max);
        }
    }
}

/* A walk at `pixels` places in C; it writes where the assembly does: when four channels are done. */
static inline void tml_walk_stand_in(const tml_walk_f32 *walk, int32_t pixels, int32_t half)
{
    const int32_t bytes = half ? 2 : 4;
    for (int32_t block = 0; block < walk->fours; block++) {
        float sums[16];
        for (int32_t i = 0; i < 4 * pixels; i++) {
            sums[i] = walk->bias[4 * block + i % 4];
            for (int32_t row = 0; row < walk->rows; row++) {
                const float *x = walk->x + i / 4 * (walk->x_step / 4) + row * (walk->run + walk->x_skip / 4);
                const char *w = (const char *)walk->weights + block * walk->w_block + row * (4 * bytes * walk->run + walk->w_skip);
                for (int32_t k = 0; k < walk->run; k++) {
                    sums[i] += x[k] * tml_walk_weight(w, 4 * k + i % 4, half);
                }
            }
        }
        for (int32_t i = 0; i < 4 * pixels; i++) {
            walk->y[i / 4 * (walk->y_step / 4) + 4 * block + i % 4] = walk->rectify ? tml_clamp_f32(sums[i], 0.0f, walk->max) : sums[i];
        }
    }
}

#endif
