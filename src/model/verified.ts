/** When something was verified, and until when that stands. */
export type Verified =
  /** on a demo site: whenever it is started */
  | { readonly kind: 'start' }
  /** from the start of one day to the end of another, UTC */
  | { readonly kind: 'dated'; readonly from: number; readonly until: number };
