/* SPDX-License-Identifier: MIT-0 */
/*
 * Two columns of int8 by eight outputs for Helium: four outputs of both columns have their sums in the eight registers
 * that take some, then the other four. A vector of weights meets both columns. Results are requantised in lanes, the
 * even outputs in one vector, the odd ones in another, so that narrowing puts them in their order.
 *
 * Constants, for each eight outputs: biases of outputs 0, 2, 4, 6; for each 16 values of a column the 16 weights of
 * each of the four, 0 beyond the column's end; the same of outputs 1, 3, 5, 7; multipliers of all in that order; their
 * shifts.
 */
#ifndef TML_PAIR_MVE_H
#define TML_PAIR_MVE_H

#include "tml_mve.h"
#include "tml_requantize.h"

/*
 * Columns a and b: whole vectors of a up to `end`, then `tail` values. `second`: from the results of a to those of b.
 * `limit`: where the constants end.
 */
typedef struct {
    const int8_t *a;
    int8_t *y;
    const int8_t *b;
    const int32_t *limit, *constants;
    int32_t zero_point, tail, second;
    const int8_t *end;
} tml_pair_walk;

#if defined(__OPTIMIZE_SIZE__)
#define TML_PAIR_UNROLL "2"
#define TML_PAIR_UNROLLED(step) step step
#else
#define TML_PAIR_UNROLL "4"
#define TML_PAIR_UNROLLED(step) step step step step
#endif

#define TML_PAIR_SUMS \
    "vldrw.u32 q2, [r5], #16\n" \
    "vmladava.s8 r0, q0, q2\n" \
    "vldrw.u32 q3, [r5], #16\n" \
    "vmladava.s8 r8, q1, q2\n" \
    "vmladava.s8 r2, q0, q3\n" \
    "vldrw.u32 q2, [r5], #16\n" \
    "vmladava.s8 r10, q1, q3\n" \
    "vmladava.s8 r4, q0, q2\n" \
    "vldrw.u32 q3, [r5], #16\n" \
    "vmladava.s8 r12, q1, q2\n" \
    "vmladava.s8 r6, q0, q3\n" \
    "vmladava.s8 lr, q1, q3\n"
#define TML_PAIR_STEP_BYTES "56"
#define TML_PAIR_STEP "vldrb.u8 q0, [r1], #16\n" "vldrb.u8 q1, [r3], #16\n" TML_PAIR_SUMS
/* Lanes beyond the columns' ends are read as 0. */
#define TML_PAIR_TAIL "vpstt\n" "vldrbt.u8 q0, [r1]\n" "vldrbt.u8 q1, [r3]\n" TML_PAIR_SUMS
#define TML_PAIR_NO_TAIL ""

/* Four outputs of both columns; `entry`: slot of where the first round begins. */
#define TML_PAIR_FOUR(entry, again, TAIL, columns_a, columns_b) \
    "vmov r9, " entry "\n" \
    "ldm.w r5, {r0, r2, r4, r6}\n" \
    "ldm.w r5!, {r8, r10, r12, lr}\n" \
    "bx r9\n" \
    ".balign 4\n" \
    again ":\n" \
    TML_PAIR_UNROLLED(TML_PAIR_STEP) \
    "cmp r1, r11\n" \
    "bne.w " again "b\n" \
    ".balign 4\n" \
    again "3:\n" \
    TAIL \
    "vmov r1, s24\n" \
    "vmov r3, s25\n" \
    TML_MVE_LANES(columns_a, "r0", "r2", "r4", "r6") \
    TML_MVE_LANES(columns_b, "r8", "r10", "r12", "lr")

/* Even outputs in q4 (a) and q5 (b), odd ones in q0 and q1. */
#define TML_PAIR_SCALE \
    "vldrw.u32 q2, [r5], #16\n" \
    "vqrdmulh.s32 q4, q4, q2\n" \
    "vqrdmulh.s32 q5, q5, q2\n" \
    "vldrw.u32 q3, [r5], #16\n" \
    "vqrdmulh.s32 q0, q0, q3\n" \
    "vqrdmulh.s32 q1, q1, q3\n"
#define TML_PAIR_AWAY(sums, sign) "vshr.s32 " sign ", " sums ", #31\n" "vqadd.s32 " sums ", " sums ", " sign "\n"
#define TML_PAIR_SHIFT \
    "vldrw.u32 q2, [r5], #16\n" \
    "vrshl.s32 q4, q4, q2\n" \
    "vrshl.s32 q5, q5, q2\n" \
    "vldrw.u32 q3, [r5], #16\n" \
    "vrshl.s32 q0, q0, q3\n" \
    "vrshl.s32 q1, q1, q3\n"
/* Two roundings, halves away from zero in the second: all shifts are 1 at least. */
#define TML_PAIR_TWICE \
    TML_PAIR_SCALE \
    TML_PAIR_AWAY("q4", "q2") TML_PAIR_AWAY("q5", "q3") TML_PAIR_AWAY("q0", "q2") TML_PAIR_AWAY("q1", "q3") \
    TML_PAIR_SHIFT
/* The same where nothing negative is left: its halves do not matter. */
#define TML_PAIR_ZEROS TML_PAIR_SCALE TML_PAIR_SHIFT

/* r1 a, r3 b, r5 constants, r7 y, r11 end; s24 a, s25 b, s26 limit, s27 zero point, s28 second, s29 and s30 entries. */
#define TML_PAIR_WALK(TAIL, REQUANTIZE) \
    __asm__ volatile( \
        "push {r7}\n" \
        "ldm r0, {r1, r2, r3, r4, r5, r6, r8, r9, r10}\n" \
        "vctp.8 r8\n" \
        "mov r7, r2\n" \
        "mov r11, r10\n" \
        "vmov s24, r1\n" \
        "vmov s25, r3\n" \
        "vmov s26, r4\n" \
        "vmov s27, r6\n" \
        "vmov s28, r9\n" \
        "sub r2, r1, r11\n" \
        "lsr r2, r2, #4\n" \
        "and r2, r2, #(" TML_PAIR_UNROLL "-1)\n" \
        "mov r4, #" TML_PAIR_STEP_BYTES "\n" \
        "mul r2, r2, r4\n" \
        "adr.w r4, 1f\n" \
        "add r4, r4, r2\n" \
        "adr.w r6, 2f\n" \
        "add r6, r6, r2\n" \
        "cmp r1, r11\n" \
        "bne.n 0f\n" \
        "adr.w r4, 13f\n" \
        "adr.w r6, 23f\n" \
        "0:\n" \
        "orr r4, r4, #1\n" \
        "orr r6, r6, #1\n" \
        "vmov s29, r4\n" \
        "vmov s30, r6\n" \
        "4:\n" \
        TML_PAIR_FOUR("s29", "1", TAIL, "q4", "q5") \
        TML_PAIR_FOUR("s30", "2", TAIL, "q0", "q1") \
        "vmov r2, s27\n" \
        "vmov r4, s28\n" \
        REQUANTIZE \
        TML_MVE_BYTES("q4", "q0", "r2") \
        TML_MVE_BYTES("q5", "q1", "r2") \
        "add r4, r4, r7\n" \
        "vmov r6, s26\n" \
        "vstrb.16 q5, [r4]\n" \
        "vstrb.16 q4, [r7], #8\n" \
        "cmp r5, r6\n" \
        "bne.w 4b\n" \
        "pop {r7}\n" \
        : "+r"(walk) \
        : \
        : TML_MVE_CLOBBER)

/* The assembly in C: results are written when those of both columns are there. */
static inline void tml_pair_stand_in(const tml_pair_walk *walk)
{
    const int32_t depth = (int32_t)(walk->end - walk->a) + walk->tail;
    const int32_t steps = (depth + 15) / 16;
    const int8_t *const columns[2] = { walk->a, walk->b };
    const int32_t *constants = walk->constants;
    int8_t *y = walk->y;
    while (constants != walk->limit) {
        const int32_t *const scales = constants + 8 + 32 * steps;
        int8_t results[2][8];
        for (int32_t i = 0; i < 16; i++) {
            const int32_t column = i / 8, place = i % 8;
            const int32_t *const four = constants + place / 4 * (4 + 16 * steps);
            const int8_t *const weights = (const int8_t *)(four + 4) + place % 4 * 16;
            int32_t sum = four[place % 4];
            for (int32_t k = 0; k < depth; k++) {
                sum = (int32_t)((uint32_t)sum + (uint32_t)(columns[column][k] * weights[k / 16 * 64 + k % 16]));
            }
            const int32_t value = tml_requantize_twice(sum, scales[place], scales[8 + place]);
            results[column][place < 4 ? 2 * place : 2 * place - 7] = (int8_t)tml_clamp(value + walk->zero_point, -128, 127);
        }
        memcpy(y, results[0], 8);
        memcpy(y + walk->second, results[1], 8);
        constants = scales + 16;
        y += 8;
    }
}

typedef void tml_pair_columns(const tml_pair_walk *job);

#define TML_PAIR_KERNEL(name, TAIL, REQUANTIZE) \
    TML_APART void tml_pair_##name##_mve(const tml_pair_walk *job) \
    { \
        TML_MVE_BLOCK(register const tml_pair_walk *walk __asm__("r0") = job; TML_PAIR_WALK(TAIL, REQUANTIZE); \
                      , tml_pair_stand_in(job);) \
    }

TML_PAIR_KERNEL(twice, TML_PAIR_NO_TAIL, TML_PAIR_TWICE)
TML_PAIR_KERNEL(twice_tail, TML_PAIR_TAIL, TML_PAIR_TWICE)
TML_PAIR_KERNEL(zeros, TML_PAIR_NO_TAIL, TML_PAIR_ZEROS)
TML_PAIR_KERNEL(zeros_tail, TML_PAIR_TAIL, TML_PAIR_ZEROS)

/* All outputs of two columns, by eights; of the last ones, no more than there are is written. */
static inline void tml_pair_outputs_mve(tml_pair_columns *compute, const int8_t *a, const int8_t *b, int32_t depth,
                                        const int32_t *constants, int32_t outputs, int32_t zero_point, int8_t *y, int32_t second)
{
    const int32_t words = 24 + 32 * ((depth + 15) / 16);
    const int32_t *const last = constants + outputs / 8 * words;
    tml_pair_walk walk = { a, y, b, last, constants, zero_point, depth % 16, second, a + depth / 16 * 16 };
    if (outputs >= 8) {
        compute(&walk);
    }
    if (outputs % 8 != 0) {
        int8_t results[16];
        walk.y = results;
        walk.second = 8;
        walk.constants = last;
        walk.limit = last + words;
        compute(&walk);
        memcpy(y + outputs / 8 * 8, results, (size_t)(outputs % 8));
        memcpy(y + second + outputs / 8 * 8, results + 8, (size_t)(outputs % 8));
    }
}

#endif
