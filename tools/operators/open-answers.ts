/**
 * Operators that have not answered yet, by the name of the slot. The list only shrinks: a name that an operator's answer has
 * made needless may be taken out.
 */
export const openAnswers: Readonly<Record<string, readonly string[]>> = {
  // prettier-ignore
  keras: [
    'abs', 'add_n', 'arg_max', 'arg_min', 'atan2', 'batch_matmul', 'bitwise_xor', 'broadcast_args', 'broadcast_to',
    'cast', 'ceil', 'cos', 'cumsum', 'depth_to_space', 'div', 'dynamic_update_slice', 'elu', 'embedding_lookup',
    'equal', 'exp', 'fill', 'floor', 'floor_div', 'floor_mod', 'gather_nd', 'gelu', 'greater', 'greater_equal',
    'l2_normalization', 'less', 'less_equal', 'log', 'log_softmax', 'logical_and', 'logical_not', 'logical_or', 'lstm',
    'matrix_diag', 'matrix_set_diag', 'mirror_pad', 'neg', 'not_equal', 'one_hot', 'pow', 'prelu', 'range', 'rank',
    'reduce_all', 'reduce_any', 'relu_0_to_1', 'resize_bilinear', 'reverse_sequence', 'reverse_v2', 'right_shift',
    'round', 'rsqrt', 'scatter_nd', 'select', 'select_v2', 'sign', 'sin', 'slice', 'space_to_depth', 'split_v', 'sqrt',
    'square', 'squared_difference', 'sum', 'svdf', 'tile', 'topk_v2', 'unidirectional_sequence_lstm', 'zeros_like',
  ],
};
