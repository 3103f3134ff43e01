/* SPDX-License-Identifier: MIT-0 */
/*
 * One row of int8 by eight outputs at once for Helium: a vector of the row meets one of each output's weights. Results
 * are requantised in lanes, the even outputs in one vector, the odd ones in another, so that narrowing puts them in
 * their order.
 *
 * Constants, for each eight outputs: biases of outputs 0, 2, 4, 6, 1, 3, 5, 7; for each 16 values of the row the 16
 * weights of each output in that order, 0 beyond the row's end; their multipliers; their shifts.
 */
#ifndef TML_ROW_MVE_H
#define TML_ROW_MVE_H

#include "tml_mve.h"
#include "tml_requantize.h"

/* The whole vectors of the row are from x to `end`, and `tail` values follow. `limit`: where the constants end. */
typedef struct {
    const int8_t *x, *end;
    int8_t *y;
    const int32_t *limit, *constants;
    int32_t zero_point, tail;
} tml_row_walk;

#define TML_ROW_PAIR(a, b) \
    "vldrw.u32 q1, [r5], #16\n" \
    "vmladava.s8 " a ", q0, q1\n" \
    "vldrw.u32 q2, [r5], #16\n" \
    "vmladava.s8 " b ", q0, q2\n"
#define TML_ROW_SUMS TML_ROW_PAIR("r0", "r2") TML_ROW_PAIR("r4", "r6") TML_ROW_PAIR("r8", "r10") TML_ROW_PAIR("r12", "lr")
#define TML_ROW_STEP_BYTES "68"
#define TML_ROW_STEP "vldrb.u8 q0, [r1], #16\n" TML_ROW_SUMS
/* Lanes beyond the row's end are read as 0. */
#define TML_ROW_TAIL "vpst\n" "vldrbt.u8 q0, [r1]\n" TML_ROW_SUMS
#define TML_ROW_NO_TAIL ""

/* r1 x, r3 y, r5 constants, r7 where the row begins, r9 where the first round begins, r11 end; s16 limit, s17 zero
 * point. */
#define TML_ROW_WALK(TAIL, REQUANTIZE) \
    __asm__ volatile( \
        "push {r7}\n" \
        "ldm r0, {r1, r2, r3, r4, r5, r6, r8}\n" \
        "vctp.8 r8\n" \
        "mov r7, r1\n" \
        "mov r11, r2\n" \
        "vmov s16, r4\n" \
        "vmov s17, r6\n" \
        "subs r2, r2, r1\n" \
        "rsb r2, r2, #0\n" \
        "lsr r2, r2, #4\n" \
        "and r2, r2, #(" TML_MVE_UNROLL "-1)\n" \
        "mov r4, #" TML_ROW_STEP_BYTES "\n" \
        "mul r2, r2, r4\n" \
        "adr.w r9, 2f\n" \
        "add r9, r9, r2\n" \
        "cmp r1, r11\n" \
        "bne.n 0f\n" \
        "adr.w r9, 3f\n" \
        "0:\n" \
        "orr r9, r9, #1\n" \
        "1:\n" \
        "mov r1, r7\n" \
        "ldm.w r5!, {r0, r2, r4, r6, r8, r10, r12, lr}\n" \
        "bx r9\n" \
        ".balign 4\n" \
        "2:\n" \
        TML_MVE_UNROLLED(TML_ROW_STEP) \
        "cmp r1, r11\n" \
        "bne.w 2b\n" \
        ".balign 4\n" \
        "3:\n" \
        TAIL \
        TML_MVE_LANES("q0", "r0", "r2", "r4", "r6") \
        TML_MVE_LANES("q1", "r8", "r10", "r12", "lr") \
        "vmov r0, s17\n" \
        REQUANTIZE("q0", "q1", "q2", "q3") \
        TML_MVE_BYTES("q0", "q1", "r0") \
        "vmov r2, s16\n" \
        "vstrb.16 q0, [r3], #8\n" \
        "cmp r5, r2\n" \
        "bne.w 1b\n" \
        "pop {r7}\n" \
        : "+r"(walk) \
        : \
        : TML_MVE_CLOBBER)

/* The output of a sum, by its place among eight. */
static inline int32_t tml_mve_output(int32_t place)
{
    return place < 4 ? 2 * place : 2 * place - 7;
}

/* The assembly in C: eight results are written when all eight sums are there, since they may take the place of x. */
static inline void tml_row_stand_in(const tml_row_walk *walk, int32_t once)
{
    const int32_t depth = (int32_t)(walk->end - walk->x) + walk->tail;
    const int32_t *constants = walk->constants;
    int8_t *y = walk->y;
    while (constants != walk->limit) {
        int32_t sums[8];
        memcpy(sums, constants, sizeof sums);
        constants += 8;
        const int8_t *weights = (const int8_t *)constants;
        for (int32_t k = 0; k < depth; k++) {
            for (int32_t i = 0; i < 8; i++) {
                sums[i] = (int32_t)((uint32_t)sums[i] + (uint32_t)(walk->x[k] * weights[128 * (k / 16) + 16 * i + k % 16]));
            }
        }
        constants += 32 * ((depth + 15) / 16);
        for (int32_t i = 0; i < 8; i++) {
            const int32_t shift = constants[8 + i];
            const int32_t value = once ? tml_requantize_once(sums[i], constants[i], shift - 1) : tml_requantize_twice(sums[i], constants[i], shift);
            y[tml_mve_output(i)] = (int8_t)tml_clamp(value + walk->zero_point, -128, 127);
        }
        constants += 16;
        y += 8;
    }
}

#define TML_ROW_KERNEL(name, REQUANTIZE, once) \
    TML_APART void tml_row_##name##_tail_mve(const tml_row_walk *job) \
    { \
        TML_MVE_BLOCK(register const tml_row_walk *walk __asm__("r0") = job; TML_ROW_WALK(TML_ROW_TAIL, REQUANTIZE); \
                      , tml_row_stand_in(job, once);) \
    } \
    TML_APART void tml_row_##name##_mve(const tml_row_walk *job) \
    { \
        TML_MVE_BLOCK(register const tml_row_walk *walk __asm__("r0") = job; TML_ROW_WALK(TML_ROW_NO_TAIL, REQUANTIZE); \
                      , tml_row_stand_in(job, once);) \
    }

TML_ROW_KERNEL(once, TML_MVE_ONCE, 1)

/* All outputs of a row, by eights; of the last ones, no more than there are is written. */
static inline void tml_row_outputs_mve(void (*walk_row)(const tml_row_walk *), const int8_t *x, int32_t depth,
                                       const int32_t *constants, int32_t outputs, int32_t zero_point, int8_t *y)
{
    const int32_t words = 24 + 32 * ((depth + 15) / 16);
    const int32_t *const last = constants + outputs / 8 * words;
    tml_row_walk walk = { x, x + depth / 16 * 16, y, last, constants, zero_point, depth % 16 };
    if (outputs >= 8) {
        walk_row(&walk);
    }
    if (outputs % 8 != 0) {
        int8_t results[8];
        walk.y = results;
        walk.constants = last;
        walk.limit = last + words;
        walk_row(&walk);
        memcpy(y + outputs / 8 * 8, results, (size_t)(outputs % 8));
    }
}

#endif
