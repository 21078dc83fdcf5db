import { render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { LiveStatus } from '@/features/seats/live/live-status'
import { onAnnouncement } from '@/lib/browser/announce'
import { Problem } from '@/lib/api/problem'

const spoken: string[] = []
let silence: () => void

beforeEach(() => {
  spoken.length = 0
  silence = onAnnouncement((message) => spoken.push(message))
})
afterEach(() => silence())

test('while all is well it says nothing', () => {
  render(<LiveStatus stream="live" error={null} />)
  expect(screen.getByRole('status')).toBeEmptyDOMElement()
  expect(spoken).toEqual([])
})

test('tells a broken stream, and once that it is mended', () => {
  const { rerender } = render(<LiveStatus stream="broken" error={null} />)
  expect(screen.getByRole('status')).toHaveTextContent(
    'Live changes are interrupted. Reconnecting.',
  )
  rerender(<LiveStatus stream="live" error={null} />)
  expect(screen.getByRole('status')).toBeEmptyDOMElement()
  expect(spoken).toEqual(['The seat map is up to date again.'])
})

test.each([
  [0, 'The box office does not answer'],
  [429, 'Too many attempts'],
  [503, 'The box office is very busy'],
])('tells why the map cannot be read: %i', (status, title) => {
  render(<LiveStatus stream="broken" error={new Problem(status, {})} />)
  expect(screen.getByRole('status')).toHaveTextContent(title)
})

test('offline, the page itself says so', () => {
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
  render(<LiveStatus stream="broken" error={null} />)
  expect(screen.getByRole('status')).toBeEmptyDOMElement()
})
