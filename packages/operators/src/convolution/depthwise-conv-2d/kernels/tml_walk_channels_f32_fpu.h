/* SPDX-License-Identifier: MIT-0 */
/*
 * A walk whose channels each have their own input: eight at once, `fours` times. x_step leads from tap to tap, `run`
 * taps make a row. x in r1, weights in r5; sums in s0 to s7, values in s8 to s15, weights in s16 to s23.
 *
 * Source: Arm Cortex-M4 Technical Reference Manual for the cycles of VMLA, VMUL and VLDM.
 */
#ifndef TML_WALK_CHANNELS_F32_FPU_H
#define TML_WALK_CHANNELS_F32_FPU_H

#include "tml_walk_f32.h"

#define TML_CHANNELS_HALF \
    "vldmia r5!, {s20-s23}\n" \
    TML_FPU_HALVES("s16", "s17", "s20") TML_FPU_HALVES("s18", "s19", "s21") \
    TML_FPU_HALVES("s20", "s21", "s22") TML_FPU_HALVES("s22", "s23", "s23")

#define TML_CHANNELS_WALK(WEIGHTS) \
    __asm__ volatile( \
        "1:\n" \
        "ldr r1, " TML_WALK_X "\n" \
        "ldr r5, " TML_WALK_WEIGHTS "\n" \
        "ldr r12, " TML_WALK_W_BLOCK "\n" \
        "ldr r8, " TML_WALK_BIAS "\n" \
        "add r2, r1, #32\n" \
        "str r2, " TML_WALK_X "\n" \
        "add r12, r12, r5\n" \
        "str r12, " TML_WALK_WEIGHTS "\n" \
        "vldmia r8!, {s0-s7}\n" \
        "str r8, " TML_WALK_BIAS "\n" \
        "ldr r8, " TML_WALK_ROWS "\n" \
        "ldr r9, " TML_WALK_X_SKIP "\n" \
        "ldr r10, " TML_WALK_W_SKIP "\n" \
        "ldr r12, " TML_WALK_RUN "\n" \
        "ldr r2, " TML_WALK_X_STEP "\n" \
        "cmp r8, #0\n" \
        "beq.w 6f\n" \
        "2:\n" \
        "mov r6, r12\n" \
        "3:\n" \
        "vldmia r1, {s8-s15}\n" \
        WEIGHTS \
        "add r1, r1, r2\n" \
        TML_FPU_DOT4("s0", "s1", "s2", "s3", "s16", "s17", "s18", "s19", "s8", "s9", "s10", "s11") \
        TML_FPU_DOT4("s4", "s5", "s6", "s7", "s20", "s21", "s22", "s23", "s12", "s13", "s14", "s15") \
        "subs r6, r6, #1\n" \
        "bne.w 3b\n" \
        "add r1, r1, r9\n" \
        "add r5, r5, r10\n" \
        "subs r8, r8, #1\n" \
        "bne.w 2b\n" \
        "6:\n" \
        "ldr r6, " TML_WALK_Y "\n" \
        "ldr r8, " TML_WALK_RECTIFY "\n" \
        "ldr r12, " TML_WALK_MAX "\n" \
        "add r1, r6, #32\n" \
        "str r1, " TML_WALK_Y "\n" \
        "cmp r8, #0\n" \
        "bne.w 7f\n" \
        "vstmia r6, {s0-s7}\n" \
        "b.w 9f\n" \
        "7:\n" \
        TML_WALK_STORE_RECTIFIED("s0", "s1", "s2", "s3") \
        "add r6, r6, #16\n" \
        TML_WALK_STORE_RECTIFIED("s4", "s5", "s6", "s7") \
        "9:\n" \
        "ldr r6, " TML_WALK_FOURS "\n" \
        "subs r6, r6, #1\n" \
        "str r6, " TML_WALK_FOURS "\n" \
        "bne.w 1b\n" \
        : "+r"(walk) \
        : \
        : "r1", "r2", "r3", "r4", "r5", "r6", "r8", "r9", "r10", "r12", TML_FPU_CLOBBER, "cc", "memory")

/* The same in C; it writes where the assembly does: when eight channels are done. */
static inline void tml_walk_channels_stand_in(const tml_walk_f32 *walk, int32_t half)
{
    const int32_t bytes = half ? 2 : 4;
    for (int32_t block = 0; block < walk->fours; block++) {
        float sums[8];
        for (int32_t i = 0; i < 8; i++) {
            sums[i] = walk->bias[8 * block + i];
            for (int32_t row = 0; row < walk->rows; row++) {
                const float *x = walk->x + 8 * block + i + row * ((walk->run * walk->x_step + walk->x_skip) / 4);
                const char *w = (const char *)walk->weights + block * walk->w_block + row * (8 * bytes * walk->run + walk->w_skip);
                for (int32_t tap = 0; tap < walk->run; tap++) {
                    sums[i] += x[tap * (walk->x_step / 4)] * tml_walk_weight(w, 8 * tap + i, half);
                }
            }
        }
        for (int32_t i = 0; i < 8; i++) {
            walk->y[8 * block + i] = walk->rectify ? tml_clamp_f32(sums[i], 0.0f, walk->max) : sums[i];
        }
    }
}

TML_APART void tml_walk_channels_f32_fpu(tml_walk_f32 *at)
{
    TML_FPU_BLOCK(register tml_walk_f32 *walk __asm__("r0") = at;
                  TML_CHANNELS_WALK("vldmia r5!, {s16-s23}\n");
                  , tml_walk_channels_stand_in(at, 0);)
}

/* The same with weights in half precision. */
TML_APART void tml_walk_channels_f16w_fpu(tml_walk_f32 *at)
{
    TML_FPU_BLOCK(register tml_walk_f32 *walk __asm__("r0") = at;
                  TML_CHANNELS_WALK(TML_CHANNELS_HALF);
                  , tml_walk_channels_stand_in(at, 1);)
}

#endif
