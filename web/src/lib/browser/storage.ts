/**
 * Web storage that may be switched off, full or absent: reading then gives null and writing does nothing,
 * so that no page depends on it.
 */
function guarded(area: () => Storage) {
  return {
    read(key: string): string | null {
      try {
        return area().getItem(key)
      } catch {
        return null
      }
    },
    write(key: string, value: string | null): void {
      try {
        if (value === null) area().removeItem(key)
        else area().setItem(key, value)
      } catch {
        // A private window without storage still books seats; it only remembers less.
      }
    },
  }
}

export const deviceStorage = guarded(() => window.localStorage)
export const tabStorage = guarded(() => window.sessionStorage)
