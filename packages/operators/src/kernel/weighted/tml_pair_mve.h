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
 * Pairs of columns a and b of `end - a` values in whole vectors, then `tail` ones. They lie where they are, `step`
 * apart from pair to pair, or are copied there for each pair: `rows` runs of `run` bytes; from the end of one in
 * whole vectors to the next run are `back` bytes, from the last to the next pair's first `next`, and a run ends
 * `over` bytes before its vectors do. `second`: from the results of a to those of b; `y_step`: from the end of a's
 * in whole eights to the next pair's. The assembly changes where it copies from, and `pairs`.
 */
typedef struct {
    const int8_t *from_a, *from_b;
    int32_t rows, back, over, run, next;
    int8_t *a, *b;
    const int8_t *end;
    int8_t *y;
    const int32_t *constants;
    int32_t outputs, zero_point, second, tail;
    int32_t step, y_step, pairs;
} tml_pair_walk;

#if defined(__OPTIMIZE_SIZE__)
#define TML_PAIR_UNROLL "2"
#define TML_PAIR_UNROLLED(step) step step
#else
#define TML_PAIR_UNROLL "8"
#define TML_PAIR_UNROLLED(step) step step step step step step step step
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
#define TML_PAIR_TAIL \
    "vmov r9, s27\n" \
    "vctp.8 r9\n" \
    "vpstt\n" \
    "vldrbt.u8 q0, [r1]\n" \
    "vldrbt.u8 q1, [r3]\n" TML_PAIR_SUMS
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

/* The same for any shift, also to the left, which comes first. */
#define TML_PAIR_ANY_TWO(a, b, multiplier, shift) \
    "vldrw.u32 q2, [r5, #" shift "]\n" \
    "vmov.i32 q3, #0\n" \
    "vmax.s32 q3, q3, q2\n" \
    "vshl.s32 " a ", " a ", q3\n" \
    "vshl.s32 " b ", " b ", q3\n" \
    "vldrw.u32 q3, [r5, #" multiplier "]\n" \
    "vqrdmulh.s32 " a ", " a ", q3\n" \
    "vqrdmulh.s32 " b ", " b ", q3\n" \
    "vmov.i32 q3, #0\n" \
    "vmin.s32 q2, q2, q3\n" \
    "vand q3, " a ", q2\n" TML_PAIR_AWAY_OF(a, "q3") \
    "vand q3, " b ", q2\n" TML_PAIR_AWAY_OF(b, "q3") \
    "vrshl.s32 " a ", " a ", q2\n" \
    "vrshl.s32 " b ", " b ", q2\n"
#define TML_PAIR_AWAY_OF(sums, sign) "vshr.s32 " sign ", " sign ", #31\n" "vqadd.s32 " sums ", " sums ", " sign "\n"
#define TML_PAIR_ANY TML_PAIR_ANY_TWO("q4", "q5", "0", "32") TML_PAIR_ANY_TWO("q0", "q1", "16", "48") "adds r5, #64\n"

/* Where the columns lie, and the next ones. */
#define TML_PAIR_IN_PLACE ""
#define TML_PAIR_STEP_ON \
    "ldr r2, [r0, #64]\n" \
    "add r1, r1, r2\n" \
    "add r3, r3, r2\n" \
    "add r11, r11, r2\n" \
    "vmov s24, r1\n" \
    "vmov s25, r3\n"
/* Copies both columns. Pointers go beyond a run in whole vectors, and back. */
#define TML_PAIR_COPY \
    "ldm r0, {r2, r4, r6, r8, r9, r10}\n" \
    "6:\n" \
    "dlstp.8 lr, r10\n" \
    "7:\n" \
    "vldrb.u8 q0, [r2], #16\n" \
    "vldrb.u8 q1, [r4], #16\n" \
    "vstrb.8 q0, [r1], #16\n" \
    "vstrb.8 q1, [r3], #16\n" \
    "letp lr, 7b\n" \
    "sub r1, r1, r9\n" \
    "add r2, r2, r8\n" \
    "sub r3, r3, r9\n" \
    "add r4, r4, r8\n" \
    "subs r6, r6, #1\n" \
    "bne.w 6b\n" \
    "ldr r8, [r0, #24]\n" \
    "add r2, r2, r8\n" \
    "add r4, r4, r8\n" \
    "strd r2, r4, [r0]\n" \
    "vmov r1, s24\n" \
    "vmov r3, s25\n"
#define TML_PAIR_STAY ""

/* r1 a, r3 b, r5 constants, r7 y, r11 end; s24 a, s25 b, s26 outputs left, s27 tail, s29 and s30 entries, s31 the
 * walk. */
#define TML_PAIR_WALK(COPY, STEP_ON, TAIL, REQUANTIZE) \
    __asm__ volatile( \
        "push {r7}\n" \
        "vmov s31, r0\n" \
        "add r9, r0, #28\n" \
        "ldm r9, {r1, r3, r4, r7}\n" \
        "ldr r8, [r0, #60]\n" \
        "mov r11, r4\n" \
        "vmov s24, r1\n" \
        "vmov s25, r3\n" \
        "vmov s27, r8\n" \
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
        COPY \
        "ldrd r5, r6, [r0, #44]\n" \
        "vmov s26, r6\n" \
        "5:\n" \
        TML_PAIR_FOUR("s29", "1", TAIL, "q4", "q5") \
        TML_PAIR_FOUR("s30", "2", TAIL, "q0", "q1") \
        "vmov r0, s31\n" \
        REQUANTIZE \
        "ldrd r2, r4, [r0, #52]\n" \
        TML_MVE_BYTES("q4", "q0", "r2") \
        TML_MVE_BYTES("q5", "q1", "r2") \
        "add r4, r4, r7\n" \
        "vmov r6, s26\n" \
        "vctp.16 r6\n" \
        "vpstt\n" \
        "vstrbt.16 q5, [r4]\n" \
        "vstrbt.16 q4, [r7], #8\n" \
        "subs r6, r6, #8\n" \
        "vmov s26, r6\n" \
        "bgt.w 5b\n" \
        "ldrd r4, r6, [r0, #68]\n" \
        STEP_ON \
        "add r7, r7, r4\n" \
        "subs r6, r6, #1\n" \
        "str r6, [r0, #72]\n" \
        "bne.w 4b\n" \
        "pop {r7}\n" \
        : "+r"(walk) \
        : \
        : TML_MVE_CLOBBER)

/* Eight results of a column, in their order. */
static inline void tml_pair_results(const int8_t *column, int32_t depth, const int32_t *constants, int32_t zero_point, int8_t *results)
{
    const int32_t steps = (depth + 15) / 16;
    const int32_t *const scales = constants + 8 + 32 * steps;
    for (int32_t place = 0; place < 8; place++) {
        const int32_t *const four = constants + place / 4 * (4 + 16 * steps);
        const int8_t *const weights = (const int8_t *)(four + 4) + place % 4 * 16;
        int32_t sum = four[place % 4];
        for (int32_t k = 0; k < depth; k++) {
            sum = (int32_t)((uint32_t)sum + (uint32_t)(column[k] * weights[k / 16 * 64 + k % 16]));
        }
        const int32_t value = tml_requantize_twice(sum, scales[place], scales[8 + place]);
        results[place < 4 ? 2 * place : 2 * place - 7] = (int8_t)tml_clamp(value + zero_point, -128, 127);
    }
}

/* The assembly in C: eight results of both columns are written when all of them are there. */
static inline void tml_pair_stand_in(const tml_pair_walk *walk, int32_t copies)
{
    const int32_t depth = (int32_t)(walk->end - walk->a) + walk->tail;
    const int32_t words = 24 + 32 * ((depth + 15) / 16);
    const int32_t whole = walk->run + walk->over;
    const int8_t *const from[2] = { walk->from_a, walk->from_b };
    int8_t *const columns[2] = { walk->a, walk->b };
    int32_t next = 0;
    int8_t *y = walk->y;
    for (int32_t pair = 0; pair < walk->pairs; pair++) {
        for (int32_t row = 0; copies && row < walk->rows; row++, next += whole + walk->back) {
            for (int32_t i = 0; i < 2; i++) {
                memmove(columns[i] + row * walk->run, from[i] + next, (size_t)walk->run);
            }
        }
        const int32_t *constants = walk->constants;
        for (int32_t left = walk->outputs; left > 0; left -= 8, constants += words, y += 8) {
            int8_t results[2][8];
            for (int32_t i = 0; i < 2; i++) {
                tml_pair_results(columns[i] + (copies ? 0 : pair * walk->step), depth, constants, walk->zero_point, results[i]);
            }
            memcpy(y + walk->second, results[1], (size_t)(left < 8 ? left : 8));
            memcpy(y, results[0], (size_t)(left < 8 ? left : 8));
        }
        next += walk->next;
        y += walk->y_step;
    }
}

typedef void tml_pair_columns(tml_pair_walk *job);

#define TML_PAIR_KERNEL(name, COPY, STEP_ON, TAIL, REQUANTIZE, copies) \
    TML_APART void tml_pair_##name##_mve(tml_pair_walk *job) \
    { \
        TML_MVE_BLOCK(register tml_pair_walk *walk __asm__("r0") = job; TML_PAIR_WALK(COPY, STEP_ON, TAIL, REQUANTIZE); \
                      , tml_pair_stand_in(job, copies);) \
    }
#define TML_PAIR_KERNELS(name, REQUANTIZE) \
    TML_PAIR_KERNEL(name, TML_PAIR_IN_PLACE, TML_PAIR_STEP_ON, TML_PAIR_NO_TAIL, REQUANTIZE, 0) \
    TML_PAIR_KERNEL(name##_tail, TML_PAIR_IN_PLACE, TML_PAIR_STEP_ON, TML_PAIR_TAIL, REQUANTIZE, 0) \
    TML_PAIR_KERNEL(name##_copied, TML_PAIR_COPY, TML_PAIR_STAY, TML_PAIR_NO_TAIL, REQUANTIZE, 1) \
    TML_PAIR_KERNEL(name##_copied_tail, TML_PAIR_COPY, TML_PAIR_STAY, TML_PAIR_TAIL, REQUANTIZE, 1)

TML_PAIR_KERNELS(twice, TML_PAIR_TWICE)
TML_PAIR_KERNELS(zeros, TML_PAIR_ZEROS)
TML_PAIR_KERNELS(any, TML_PAIR_ANY)

#endif
