import { useEffect, useState } from 'react'
import { onAnnouncement } from '@/lib/browser/announce'

/** The one polite live region. The key makes a repeated message a new node, which is spoken again. */
export function LiveRegion() {
  const [message, setMessage] = useState({ text: '', count: 0 })

  useEffect(
    () => onAnnouncement((text) => setMessage((before) => ({ text, count: before.count + 1 }))),
    [],
  )

  return (
    <div role="status" aria-live="polite" className="sr-only" data-testid="announcements">
      <span key={message.count}>{message.text}</span>
    </div>
  )
}
