/** From this width on there is room for a column beside the page. */
export const WIDE = '(min-width: 1100px)';
