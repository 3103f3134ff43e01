/** An image: red, green, blue and alpha of each pixel, 0 … 255, row by row. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}
