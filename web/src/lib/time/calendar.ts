/** Arithmetic on calendar days, `YYYY-MM-DD`; no zone takes part in it. */
const noon = (day: string) => new Date(`${day}T12:00:00Z`)

export function addDays(day: string, days: number): string {
  const date = noon(day)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}

export function daysBetween(from: string, to: string): number {
  return Math.round((noon(to).getTime() - noon(from).getTime()) / 86_400_000)
}
