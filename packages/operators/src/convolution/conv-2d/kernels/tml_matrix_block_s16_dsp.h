/* SPDX-License-Identifier: MIT-0 */
/*
 * Three pixels of int16 by pairs of output channels, after tml_matrix_block_dsp.h: the steps of its plain form
 * multiply four values of three pixels with four weights of two channels.
 *
 * Layout: of each four values x has six words, the first two values of the three pixels, then the other two. A
 * pair's constants follow each other: two biases, then for each four values a word of weights of each channel,
 * two multipliers, and a word with the two shifts, as tml_result_s16_dsp.h has them. Source of the blocking: Lai
 * et al., CMSIS-NN, 2018.
 */
#ifndef TML_MATRIX_BLOCK_S16_DSP_H
#define TML_MATRIX_BLOCK_S16_DSP_H

#include "tml_matrix_block_dsp.h"
#include "tml_result_s16_dsp.h"

typedef struct {
    tml_block_walk walk; /* y and y_step: in bytes. count: bytes of the results of a pixel, halved. */
    int32_t relu;
} tml_block_walk_s16;

/* Slot 6: relu. */
#define TML_BLOCK_ENTER_S16 "ldr r9, [r0, #24]\n" TML_PUT(6, "r9") TML_BLOCK_ENTER

#define TML_BLOCK_WALK_S16(FROM, unroll, bytes) \
    __asm__ volatile( \
        "push {r7}\n" TML_SLOTS_OPEN \
        TML_BLOCK_ENTER_S16 \
        TML_BLOCK_ENTER_SLOTS(unroll, bytes) \
        "1:\n" \
        TML_GET("r0", 0) \
        "ldr r3, [r1, #4]\n" \
        "ldr r2, [r1], #8\n" \
        FROM(TML_BLOCK_BIAS_A, TML_BLOCK_BIAS_B) \
        TML_GET("r8", 1) \
        "bx r8\n" \
        ".balign 4\n" \
        "2:\n" \
        TML_UNROLLED(FROM(TML_BLOCK_ITSELF, TML_BLOCK_ITSELF)) \
        TML_GET("r8", 2) \
        "cmp r0, r8\n" \
        "bne.w 2b\n" \
        "ldr r10, [r1, #4]\n" \
        "ldr r0, [r1, #8]\n" \
        "ldr r8, [r1], #12\n" \
        "uxtb r12, r0\n" \
        TML_S16_ROUNDING("r9", "r12") \
        TML_S16_SIGNED_RESULT("r2", "r8", "r9", "r12") \
        TML_S16_SIGNED_RESULT("r4", "r8", "r9", "r12") \
        TML_S16_SIGNED_RESULT("r6", "r8", "r9", "r12") \
        "lsr r12, r0, #8\n" \
        TML_S16_ROUNDING("r9", "r12") \
        TML_S16_SIGNED_RESULT("r3", "r10", "r9", "r12") \
        TML_S16_SIGNED_RESULT("r5", "r10", "r9", "r12") \
        TML_S16_SIGNED_RESULT("r7", "r10", "r9", "r12") \
        TML_GET("r9", 6) TML_GET("r0", 3) TML_GET("lr", 4) TML_GET("r12", 5) \
        "pkhbt r2, r2, r3, lsl #16\n" \
        "pkhbt r4, r4, r5, lsl #16\n" \
        "pkhbt r6, r6, r7, lsl #16\n" \
        "cmp r9, #0\n" \
        "ittt ne\n" \
        "usat16ne r2, #15, r2\n" \
        "usat16ne r4, #15, r4\n" \
        "usat16ne r6, #15, r6\n" \
        "str.w r4, [r0, lr]\n" \
        "str.w r6, [r0, lr, lsl #1]\n" \
        "str.w r2, [r0], #4\n" \
        TML_PUT(3, "r0") \
        "cmp r0, r12\n" \
        "bne.w 1b\n" \
        TML_SLOTS_CLOSE "pop {r7}\n" \
        : "+r"(walk), "=r"(constants) \
        : \
        : "r2", "r3", "r4", "r5", "r6", "r8", "r9", "r10", "r11", "r12", "lr", TML_SLOTS_CLOBBER "cc", "memory")

/* The same in C. */
static inline const int32_t *tml_block_stand_in_s16(const tml_block_walk_s16 *job)
{
    const tml_block_walk *const walk = &job->walk;
    const int32_t *constants = walk->constants;
    for (int32_t pair = 0; pair < walk->count / 2; pair++) {
        const int32_t *weights = constants + 2;
        const uint32_t *x = walk->x;
        int32_t sums[6];
        for (int32_t i = 0; i < 6; i++) {
            sums[i] = constants[i & 1];
        }
        for (int32_t step = walk->steps; step > 0; step--, x += 6, weights += 2) {
            for (int32_t i = 0; i < 6; i++) {
                sums[i] = tml_step_s16((uint32_t)weights[i & 1], x[i / 2], x[3 + i / 2], sums[i]);
            }
        }
        for (int32_t i = 0; i < 6; i++) {
            const int16_t result = tml_result_s16_dsp(sums[i], weights[i & 1], weights[2] >> (8 * (i & 1)) & 0xff, job->relu);
            memcpy(walk->y + 4 * pair + i / 2 * walk->y_step + 2 * (i & 1), &result, sizeof result);
        }
        constants = weights + 3;
    }
    return constants;
}

/* Gives where the constants of the next pair are. */
TML_APART const int32_t *tml_block_s16(const tml_block_walk_s16 *job)
{
    TML_BLOCK(register const tml_block_walk_s16 *walk __asm__("r0") = job;
              register const int32_t *constants __asm__("r1");
              TML_BLOCK_WALK_S16(TML_BLOCK_PLAIN_FROM, TML_UNROLL, TML_BLOCK_PLAIN_BYTES);
              return constants;
              , return tml_block_stand_in_s16(job);)
}

#endif
