/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_MATRIX_BLOCK_DSP_H
#define TML_MATRIX_BLOCK_DSP_H

#include "tml_matrix_dsp.h"

/*
 * Three pixels by pairs of channels. Of each four values x has six words: the odd ones of the three pixels, then the even
 * ones. Weights: a word of each channel in turn. Record: two biases, mode, then multiplier and rounding of each channel.
 *
 * Sums of pixel p are in r(2+2p) and r(3+2p). Each step has the same size, so that the first round can begin inside.
 */
#define TML_BLOCK_COMPOSITE_BYTES "88"
#define TML_BLOCK_COMPOSITE(step) \
    "ldr r8, [r1, #(8*" #step ")]\n" \
    "ldr r9, [r1, #(8*" #step "+4)]\n" \
    "ldr r10, [r0, #(24*" #step ")]\n" \
    "ldr r11, [r0, #(24*" #step "+4)]\n" \
    "ldr r12, [r0, #(24*" #step "+8)]\n" \
    "ldr lr, [r0, #(24*" #step "+12)]\n" \
    "smlad r2, r8, r10, r2\n" \
    "smlad r3, r9, r10, r3\n" \
    "smlad r4, r8, r11, r4\n" \
    "smlad r5, r9, r11, r5\n" \
    "smlad r6, r8, r12, r6\n" \
    "smlad r7, r9, r12, r7\n" \
    "sxtb16 r8, r8\n" \
    "sxtb16 r9, r9\n" \
    "ldr r10, [r0, #(24*" #step "+16)]\n" \
    "ldr r11, [r0, #(24*" #step "+20)]\n" \
    "smlad r2, r8, lr, r2\n" \
    "smlad r3, r9, lr, r3\n" \
    "smlad r4, r8, r10, r4\n" \
    "smlad r5, r9, r10, r5\n" \
    "smlad r6, r8, r11, r6\n" \
    "smlad r7, r9, r11, r7\n"

#define TML_BLOCK_PLAIN_BYTES "96"
#define TML_BLOCK_PLAIN(step) \
    "ldr r8, [r1, #(8*" #step ")]\n" \
    "ldr r9, [r1, #(8*" #step "+4)]\n" \
    "ldr r10, [r0, #(24*" #step ")]\n" \
    "ldr r11, [r0, #(24*" #step "+4)]\n" \
    "ldr r12, [r0, #(24*" #step "+8)]\n" \
    "sxtb16 lr, r8, ror #8\n" \
    "smlad r2, lr, r10, r2\n" \
    "smlad r4, lr, r11, r4\n" \
    "smlad r6, lr, r12, r6\n" \
    "sxtb16 lr, r9, ror #8\n" \
    "smlad r3, lr, r10, r3\n" \
    "smlad r5, lr, r11, r5\n" \
    "smlad r7, lr, r12, r7\n" \
    "sxtb16 r8, r8\n" \
    "sxtb16 r9, r9\n" \
    "ldr r10, [r0, #(24*" #step "+12)]\n" \
    "ldr r11, [r0, #(24*" #step "+16)]\n" \
    "ldr r12, [r0, #(24*" #step "+20)]\n" \
    "smlad r2, r8, r10, r2\n" \
    "smlad r3, r9, r10, r3\n" \
    "smlad r4, r8, r11, r4\n" \
    "smlad r5, r9, r11, r5\n" \
    "smlad r6, r8, r12, r6\n" \
    "smlad r7, r9, r12, r7\n"

#define TML_BLOCK_EXACT(twice, sum, multiplier, rounding) \
    twice(sum) \
    "smmlar lr, " sum ", " multiplier ", " rounding "\n" \
    "add lr, lr, " sum ", asr #31\n" \
    "asr lr, lr, r8\n" \
    "ssat " sum ", #8, lr\n"

/* r0: the walk. r7 is saved by hand: without optimisation it is the compiler's frame pointer.
 * Slots: 0 x, less what the first round skips 1 where it begins 2 end of x 3 record 4 y 5 y_step 6 pairs left
 * 7 bytes of weights skipped. */
#define TML_BLOCK_WALK(STEP, bytes, twice) \
    __asm__ volatile( \
        "push {r7}\n" TML_SLOTS_OPEN \
        "ldm r0, {r1, r2, r3, r4, r5, r6, r7}\n" \
        TML_PUT(3, "r2") TML_PUT(4, "r3") TML_PUT(5, "r6") TML_PUT(6, "r7") \
        "rsb r8, r5, #0\n" \
        "and r8, r8, #7\n" \
        "add r9, r8, r8, lsl #1\n" \
        "sub r9, r4, r9, lsl #3\n" \
        TML_PUT(0, "r9") \
        "add r9, r5, r5, lsl #1\n" \
        "add r9, r4, r9, lsl #3\n" \
        TML_PUT(2, "r9") \
        "lsl r9, r8, #3\n" \
        TML_PUT(7, "r9") \
        "mov r9, #" bytes "\n" \
        "mul r9, r9, r8\n" \
        "adr.w r8, 2f\n" \
        "add r9, r9, r8\n" \
        "orr r9, r9, #1\n" \
        TML_PUT(1, "r9") \
        "1:\n" \
        TML_GET("r0", 3) \
        "ldm r0!, {r2, r3}\n" \
        TML_PUT(3, "r0") \
        TML_GET("r8", 7) \
        "sub r1, r1, r8\n" \
        TML_GET("r0", 0) \
        "mov r4, r2\n" \
        "mov r6, r2\n" \
        "mov r5, r3\n" \
        "mov r7, r3\n" \
        TML_GET("r8", 1) \
        "bx r8\n" \
        ".balign 4\n" \
        "2:\n" \
        STEP(0) STEP(1) STEP(2) STEP(3) STEP(4) STEP(5) STEP(6) STEP(7) \
        "adds r0, r0, #192\n" \
        TML_GET("r8", 2) \
        "add r1, r1, #64\n" \
        "cmp r0, r8\n" \
        "bne.w 2b\n" \
        TML_GET("r0", 3) \
        "ldm r0!, {r8, r9, r10, r11, r12}\n" \
        TML_PUT(3, "r0") \
        "cmp r8, #0\n" \
        "bne.w 4f\n" \
        "smmla r2, r2, r9, r10\n" \
        "smmla r3, r3, r11, r12\n" \
        "smmla r4, r4, r9, r10\n" \
        "smmla r5, r5, r11, r12\n" \
        "smmla r6, r6, r9, r10\n" \
        "smmla r7, r7, r11, r12\n" \
        TML_MATRIX_SSAT("r2") TML_MATRIX_SSAT("r3") TML_MATRIX_SSAT("r4") \
        TML_MATRIX_SSAT("r5") TML_MATRIX_SSAT("r6") TML_MATRIX_SSAT("r7") \
        "3:\n" \
        TML_GET("r0", 4) TML_GET("lr", 5) TML_GET("r12", 6) \
        "strb r2, [r0]\n" \
        "strb r3, [r0, #1]\n" \
        "add r8, r0, lr\n" \
        "strb r4, [r8]\n" \
        "strb r5, [r8, #1]\n" \
        "add r8, r8, lr\n" \
        "strb r6, [r8]\n" \
        "strb r7, [r8, #1]\n" \
        "add r0, r0, #2\n" \
        TML_PUT(4, "r0") \
        "subs r12, r12, #1\n" \
        TML_PUT(6, "r12") \
        "bne.w 1b\n" \
        "b 5f\n" \
        "4:\n" \
        TML_BLOCK_EXACT(twice, "r2", "r9", "r10") TML_BLOCK_EXACT(twice, "r4", "r9", "r10") \
        TML_BLOCK_EXACT(twice, "r6", "r9", "r10") \
        "lsr r8, r8, #8\n" \
        TML_BLOCK_EXACT(twice, "r3", "r11", "r12") TML_BLOCK_EXACT(twice, "r5", "r11", "r12") \
        TML_BLOCK_EXACT(twice, "r7", "r11", "r12") \
        "b 3b\n" \
        "5:\n" \
        TML_SLOTS_CLOSE "pop {r7}\n" \
        : "+r"(walk) \
        : \
        : "r1", "r2", "r3", "r4", "r5", "r6", "r8", "r9", "r10", "r11", "r12", "lr", TML_SLOTS_CLOBBER "cc", "memory")

/* The same in C. */
static inline void tml_block_stand_in(const tml_matrix_walk *walk, int32_t composite)
{
    const int8_t *weights = walk->weights;
    for (int32_t pair = 0; pair < walk->count; pair++) {
        const int32_t *record = walk->records + 7 * pair;
        for (int32_t pixel = 0; pixel < 3; pixel++) {
            for (int32_t channel = 0; channel < 2; channel++) {
                int32_t sum = record[channel];
                for (int32_t i = 0; i < walk->steps; i++) {
                    const uint32_t word = tml_load_word(weights + 8 * i + 4 * channel);
                    sum = tml_matrix_step(word, walk->x[6 * i + pixel], walk->x[6 * i + 3 + pixel], composite, sum);
                }
                walk->y[pixel * walk->y_step + 2 * pair + channel] = tml_matrix_result(
                    sum, record[2] >> 8 * channel, record[3 + 2 * channel], record[4 + 2 * channel], composite, 0);
            }
        }
        weights += 8 * walk->steps;
    }
}

TML_APART void tml_block_composite(const tml_matrix_walk *job)
{
    TML_BLOCK(register const tml_matrix_walk *walk __asm__("r0") = job;
              TML_BLOCK_WALK(TML_BLOCK_COMPOSITE, TML_BLOCK_COMPOSITE_BYTES, TML_TWICE_COMPOSITE);
              , tml_block_stand_in(job, 1);)
}

TML_APART void tml_block_plain(const tml_matrix_walk *job)
{
    TML_BLOCK(register const tml_matrix_walk *walk __asm__("r0") = job;
              TML_BLOCK_WALK(TML_BLOCK_PLAIN, TML_BLOCK_PLAIN_BYTES, TML_TWICE_PLAIN);
              , tml_block_stand_in(job, 0);)
}

#endif
