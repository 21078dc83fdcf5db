/**
 * Hands over what was fetched as a download. A plain link could not carry the access token, so files are
 * fetched first.
 */
export function saveFile(content: BlobPart, type: string, name: string): void {
  const address = URL.createObjectURL(new Blob([content], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The browser has read the address by the next task, and would keep the file in memory otherwise.
  window.setTimeout(() => URL.revokeObjectURL(address), 0)
}
