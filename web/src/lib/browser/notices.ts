export type Notice = { id: number; tone: 'info' | 'danger'; text: string }

let nextId = 1
let current: readonly Notice[] = []
const listeners = new Set<() => void>()

function publish(next: readonly Notice[]) {
  current = next
  for (const listener of listeners) listener()
}

/** Shows a passing message at the foot of the page, which is also spoken. */
export function notify(text: string, tone: Notice['tone'] = 'info'): void {
  publish(
    [...current.filter((notice) => notice.text !== text), { id: nextId++, tone, text }].slice(-3),
  )
}

export function dismissNotice(id: number): void {
  publish(current.filter((notice) => notice.id !== id))
}

export const noticeStore = {
  get: () => current,
  subscribe: (listener: () => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}
