/** From inclusive, to exclusive. */
export interface TimeWindow {
  from: Date;
  to: Date;
}
