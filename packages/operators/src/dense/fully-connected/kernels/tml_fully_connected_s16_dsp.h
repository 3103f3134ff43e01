/* SPDX-License-Identifier: MIT-0 */
/*
 * fully_connected of int16 with int8 weights for Armv7E-M: one row by four outputs, straight from the row where
 * its length is a multiple of four, else from a copy. Sums are in r2 to r5.
 *
 * Layout: x [rows, k], y [rows, o]. Weights: of each four values a word of each of four outputs in turn, outputs
 * beyond the last 0. Record of four outputs: four biases, a word with their four shifts, four multipliers; see
 * tml_result_s16_dsp.h. Reference: LiteRT's reference_integer_ops::FullyConnected with sums of 64 bits.
 */
#ifndef TML_FULLY_CONNECTED_S16_DSP_H
#define TML_FULLY_CONNECTED_S16_DSP_H

#include "tml_params_matrix.h"
#include "tml_result_s16_dsp.h"

#define TML_VECTOR_S16_SUM(sum, word) \
    "sxtb16 r12, " word ", ror #8\n" \
    "smlad " sum ", r12, r10, " sum "\n" \
    "sxtb16.w " word ", " word "\n" \
    "smlad " sum ", " word ", r11, " sum "\n"
#define TML_VECTOR_S16_BYTES "76"
#define TML_VECTOR_S16 \
    "ldm r1!, {r6, r7, r8, r9}\n" \
    "ldr r10, [r0], #4\n" \
    "ldr r11, [r0], #4\n" \
    TML_VECTOR_S16_SUM("r2", "r6") TML_VECTOR_S16_SUM("r3", "r7") \
    TML_VECTOR_S16_SUM("r4", "r8") TML_VECTOR_S16_SUM("r5", "r9")

/* r6: the shifts of this and the following outputs. */
#define TML_VECTOR_S16_RESULT(sum, multiplier) \
    "uxtb r12, r6\n" \
    "lsr r6, r6, #8\n" \
    TML_S16_ROUNDING("r11", "r12") \
    TML_S16_RESULT(sum, multiplier, "r11", "r12", "lr")

typedef struct {
    const int8_t *weights;
    const int32_t *records;
    int16_t *y;
    const int16_t *x;
    int32_t steps;
    int32_t count; /* fours of outputs */
    int32_t relu;
} tml_vector_walk_s16;

/* r0: the walk. Slots: 0 x 1 where the first round begins 2 where x ends 3 record 4 y 5 relu 6 fours left. */
#define TML_VECTOR_WALK_S16 \
    __asm__ volatile( \
        "push {r7}\n" TML_SLOTS_OPEN \
        "ldm r0, {r1, r2, r3, r4, r5, r6, r8}\n" \
        TML_PUT(0, "r4") TML_PUT(3, "r2") TML_PUT(4, "r3") TML_PUT(5, "r8") TML_PUT(6, "r6") \
        "add r9, r4, r5, lsl #3\n" \
        TML_PUT(2, "r9") \
        "rsb r8, r5, #0\n" \
        "and r8, r8, #(" TML_STRING(TML_UNROLL) "-1)\n" \
        "mov r9, #" TML_VECTOR_S16_BYTES "\n" \
        "mul r9, r9, r8\n" \
        "adr.w r8, 2f\n" \
        "add r9, r9, r8\n" \
        "orr r9, r9, #1\n" \
        TML_PUT(1, "r9") \
        "1:\n" \
        TML_GET("r0", 3) \
        "ldm r0!, {r2, r3, r4, r5}\n" \
        TML_PUT(3, "r0") \
        TML_GET("r0", 0) TML_GET("r8", 1) TML_GET("lr", 2) \
        "bx r8\n" \
        ".balign 4\n" \
        "2:\n" \
        TML_UNROLLED(TML_VECTOR_S16) \
        "cmp r0, lr\n" \
        "bne.w 2b\n" \
        TML_GET("r0", 3) TML_GET("lr", 5) \
        "ldm r0!, {r6, r7, r8, r9, r10}\n" \
        TML_PUT(3, "r0") \
        TML_VECTOR_S16_RESULT("r2", "r7") TML_VECTOR_S16_RESULT("r3", "r8") \
        TML_VECTOR_S16_RESULT("r4", "r9") TML_VECTOR_S16_RESULT("r5", "r10") \
        TML_GET("r12", 4) TML_GET("r6", 6) \
        "strh r2, [r12], #2\n" \
        "strh r3, [r12], #2\n" \
        "strh r4, [r12], #2\n" \
        "strh r5, [r12], #2\n" \
        TML_PUT(4, "r12") \
        "subs r6, r6, #1\n" \
        TML_PUT(6, "r6") \
        "bne.w 1b\n" \
        TML_SLOTS_CLOSE "pop {r7}\n" \
        : "+r"(walk) \
        : \
        : "r1", "r2", "r3", "r4", "r5", "r6", "r8", "r9", "r10", "r11", "r12", "lr", TML_SLOTS_CLOBBER "cc", "memory")

/* The same in C. All four results are known before the first is written: y may lie over x. */
static inline void tml_vector_stand_in_s16(const tml_vector_walk_s16 *walk)
{
    for (int32_t four = 0; four < walk->count; four++) {
        const int32_t *record = walk->records + 9 * four;
        const int8_t *weights = walk->weights + 16 * walk->steps * four;
        int16_t results[4];
        for (int32_t o = 0; o < 4; o++) {
            int32_t sum = record[o];
            for (int32_t i = 0; i < walk->steps; i++) {
                sum = tml_step_s16(tml_load_word(weights + 16 * i + 4 * o), tml_load_word(walk->x + 4 * i),
                                   tml_load_word(walk->x + 4 * i + 2), sum);
            }
            results[o] = tml_result_s16_dsp(sum, record[5 + o], record[4] >> (8 * o) & 0xff, walk->relu);
        }
        memcpy(walk->y + 4 * four, results, sizeof results);
    }
}

TML_APART void tml_vector_s16(const tml_vector_walk_s16 *job)
{
    TML_BLOCK(register const tml_vector_walk_s16 *walk __asm__("r0") = job; TML_VECTOR_WALK_S16;
              , tml_vector_stand_in_s16(job);)
}

/* x [rows,k], y [rows,o]; `copy`: a row, where k is no multiple of four. */
static inline void tml_fully_connected_s16_dsp(const tml_vector_params *params, const int16_t *x, const int8_t *weights,
                                               const int32_t *records, int16_t *y, int16_t *copy)
{
    const tml_vector_params p = *params; /* a copy: stores to y cannot change it */
    const int32_t steps = (p.depth + 3) / 4;
    const int32_t fours = p.outputs / 4;
    const int32_t left = p.outputs & 3;
    for (int32_t row = 0; row < p.rows; row++) {
        const int16_t *from = x + row * p.depth;
        int16_t *to = y + row * p.outputs;
        if (p.depth & 3) {
            memcpy(copy, from, (size_t)(2 * p.depth));
            memset(copy + p.depth, 0, (size_t)(8 * steps - 2 * p.depth)); /* its weight is 0 */
            from = copy;
        }
        tml_vector_walk_s16 walk = { weights, records, to, from, steps, fours, p.min == 0 ? -1 : 0 };
        if (fours > 0) {
            tml_vector_s16(&walk);
        }
        if (left > 0) {
            int16_t last[4];
            walk.weights += 16 * steps * fours;
            walk.records += 9 * fours;
            walk.y = last;
            walk.count = 1;
            tml_vector_s16(&walk);
            memcpy(to + 4 * fours, last, (size_t)(2 * left));
        }
    }
    tml_limit_s16(y, p.rows * p.outputs, p.min, p.max);
}

#endif
