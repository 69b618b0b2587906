/** Counts over time, stacked by series. All times UTC ISO 8601. */
export interface Timeline {
  title: string;
  from: string;
  to: string;
  binSeconds: number;
  /** Start of each bin; every bin of the window is present, also the empty ones. */
  bins: string[];
  series: TimelineSeries[];
  /** Moments worth a line, such as the alert's. */
  marks: { at: string; label: string }[];
  /** The same in words. */
  altText: string;
}

export interface TimelineSeries {
  /** Such as `404104 DeviceConnectionClosedRemotely`, or `no error code`. */
  label: string;
  counts: number[];
}
