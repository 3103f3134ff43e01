/* SPDX-License-Identifier: MIT-0 */
/*
 * Images to batches of their phases and back: pixels that lie `block` apart become an image of their own.
 *
 * Layout: space [batch, height, width, bytes], its phases [block_height * block_width * batch, rows, columns,
 * bytes]. Reference: LiteRT's reference_ops::SpaceToBatchND and BatchToSpaceND.
 */
#ifndef TML_SPACE_BATCH_H
#define TML_SPACE_BATCH_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct {
    int32_t batch, height, width, bytes;
    int32_t block_height, block_width;
    int32_t rows, columns; /* of one phase */
    int32_t top, left;     /* rows and columns of padding, or cropped away, before space */
    int32_t fill;          /* byte to pad with */
} tml_space_batch_params;

static inline void tml_space_to_batch(const tml_space_batch_params *params, const void *input, void *output)
{
    const tml_space_batch_params p = *params;
    const size_t bytes = (size_t)p.bytes;
    uint8_t *to = (uint8_t *)output;
    for (int32_t phase = 0; phase < p.block_height * p.block_width; phase++) {
        for (int32_t n = 0; n < p.batch; n++) {
            for (int32_t i = 0; i < p.rows; i++) {
                const int32_t y = i * p.block_height + phase / p.block_width - p.top;
                for (int32_t j = 0; j < p.columns; j++) {
                    const int32_t x = j * p.block_width + phase % p.block_width - p.left;
                    if (y < 0 || y >= p.height || x < 0 || x >= p.width)
                        memset(to, (int)p.fill, bytes);
                    else
                        memcpy(to, (const uint8_t *)input + (size_t)((n * p.height + y) * p.width + x) * bytes, bytes);
                    to += bytes;
                }
            }
        }
    }
}

static inline void tml_batch_to_space(const tml_space_batch_params *params, const void *input, void *output)
{
    const tml_space_batch_params p = *params;
    const size_t bytes = (size_t)p.bytes;
    uint8_t *to = (uint8_t *)output;
    for (int32_t n = 0; n < p.batch; n++) {
        for (int32_t i = 0; i < p.height; i++) {
            const int32_t y = i + p.top;
            for (int32_t j = 0; j < p.width; j++) {
                const int32_t x = j + p.left;
                const int32_t phase = y % p.block_height * p.block_width + x % p.block_width;
                const int32_t row = (phase * p.batch + n) * p.rows + y / p.block_height;
                memcpy(to, (const uint8_t *)input + (size_t)(row * p.columns + x / p.block_width) * bytes, bytes);
                to += bytes;
            }
        }
    }
}

#endif
