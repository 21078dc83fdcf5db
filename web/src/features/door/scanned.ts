/** What somebody typed, or a scanner that types: a ticket's token, or the reference of a booking. */
export function scanned(text: string): { token: string } | { reference: string } {
  const trimmed = text.trim()
  return /^[A-Za-z0-9]{1,12}$/.test(trimmed) ? { reference: trimmed } : { token: trimmed }
}
