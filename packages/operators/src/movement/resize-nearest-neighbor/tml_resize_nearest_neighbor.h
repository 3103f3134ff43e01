/* SPDX-License-Identifier: MIT-0 */
/*
 * Resizing of images to the nearest pixel: the source rows and columns are computed when the model is built.
 *
 * Layout: x [n, h, w, bytes of a pixel], y [n, oh, ow, bytes of a pixel]. Reference: LiteRT's
 * reference_ops::ResizeNearestNeighbor.
 */
#ifndef TML_RESIZE_NEAREST_NEIGHBOR_H
#define TML_RESIZE_NEAREST_NEIGHBOR_H

#include "tml_port.h"

typedef struct {
    int32_t images;
    int32_t input_height;
    int32_t input_width;
    int32_t output_height;
    int32_t output_width;
    int32_t bytes;                     /* of a pixel */
    const TML_FLASH uint16_t *rows;    /* source row of each row of the result */
    const TML_FLASH uint16_t *columns; /* source column of each column of the result */
} tml_resize_nearest_neighbor_params;

static inline void tml_resize_nearest_neighbor(const tml_resize_nearest_neighbor_params *params, const void *input,
                                               void *output)
{
    const size_t bytes = (size_t)params->bytes;
    const size_t row_bytes = (size_t)params->input_width * bytes;
    const uint8_t *image = (const uint8_t *)input;
    uint8_t *to = (uint8_t *)output;
    int32_t n, y, x;
    for (n = 0; n < params->images; n++) {
        for (y = 0; y < params->output_height; y++) {
            const uint8_t *row = image + (size_t)params->rows[y] * row_bytes;
            for (x = 0; x < params->output_width; x++) {
                memmove(to, row + (size_t)params->columns[x] * bytes, bytes);
                to += bytes;
            }
        }
        image += (size_t)params->input_height * row_bytes;
    }
}

#endif
