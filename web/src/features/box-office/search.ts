export const views = ['groups', 'bookings', 'till'] as const

export type BoxOfficeSearch = {
  cinema?: number | undefined
  show?: number | undefined
  /** What is done beside selling. */
  view?: (typeof views)[number] | undefined
}
