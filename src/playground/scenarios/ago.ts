export function secondsBefore(now: Date, seconds: number): Date {
  return new Date(now.getTime() - seconds * 1000);
}

export function minutesBefore(now: Date, minutes: number): Date {
  return secondsBefore(now, minutes * 60);
}
