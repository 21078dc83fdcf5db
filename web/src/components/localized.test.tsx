import { render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ShowTime } from '@/components/show-time'
import { Localized } from '@/components/localized'
import { formatLongDay } from '@/lib/format/dates'

beforeEach(() => void (document.documentElement.lang = 'en'))
afterEach(() => {
  vi.restoreAllMocks()
  document.documentElement.removeAttribute('lang')
})

function givenReader(language: string) {
  vi.spyOn(navigator, 'language', 'get').mockReturnValue(language)
  vi.spyOn(navigator, 'languages', 'get').mockReturnValue([language])
}

test.each([
  ['de-DE', 'Sonntag, 22. November', 'de-DE'],
  ['fr-CA', 'dimanche 22 novembre', 'fr-CA'],
  ['en-GB', 'Sunday 22 November', null],
])('a day for a reader in %s says which language its words are of', (language, day, marked) => {
  givenReader(language)
  render(<Localized className="font-medium">{formatLongDay('2026-11-22')}</Localized>)
  const written = screen.getByText(day)
  expect(written.getAttribute('lang')).toBe(marked)
  expect(written).toHaveClass('font-medium')
})

test.each([
  ['ja-JP', 'ja-JP'],
  ['en-US', null],
])('a time for a reader in %s does, too', (language, marked) => {
  givenReader(language)
  render(<ShowTime at="2026-11-22T19:40:00-05:00" />)
  expect(screen.getByRole('time').getAttribute('lang')).toBe(marked)
})

test('a language that Intl does not write is not claimed', () => {
  givenReader('zxx')
  render(<Localized>{formatLongDay('2026-11-22')}</Localized>)
  expect(screen.getByText('Sunday, November 22')).not.toHaveAttribute('lang')
})
