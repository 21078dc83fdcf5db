import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import type { Seat } from '@/api'
import { SeatGrid } from '@/features/seats/map/seat-grid'
import { givenSeatMap } from '@/test/given'

const map = givenSeatMap({
  F6: { status: 'selected' },
  F7: { status: 'sold' },
  F8: { status: 'locked' },
})

function givenGrid() {
  const onToggle = vi.fn<(seat: Seat) => void>()
  render(
    <SeatGrid
      map={map}
      zoomed={false}
      stateOf={(seat) => seat.status}
      isBusy={() => false}
      suggested={new Set()}
      onToggle={onToggle}
    />,
  )
  return onToggle
}

test('says place, class, price and state of each seat', () => {
  givenGrid()
  expect(screen.getByRole('grid', { name: 'Seat map, screen at the top' })).toBeVisible()
  const names = ['available', 'your seat', 'taken', 'held by someone else']
  for (const [index, state] of names.entries()) {
    const name = `Row F, seat ${index + 5}, premium, $16.00, ${state}`
    expect(screen.getByRole('button', { name })).toBeVisible()
  }
})

test('is one tab stop, at the best free seat', async () => {
  givenGrid()
  await userEvent.tab()
  expect(document.activeElement).toHaveAccessibleName(/Row E, seat 6,/)
  await userEvent.tab()
  expect(document.body).toHaveFocus()
})

test('keys move the tab stop, and Space and Enter choose', async () => {
  const onToggle = givenGrid()
  await userEvent.tab()
  await userEvent.keyboard('{ArrowDown}{ArrowLeft} {Enter}')
  expect(onToggle.mock.calls.map(([seat]) => seat.label)).toEqual(['F5', 'F5'])
  await userEvent.tab()
  await userEvent.tab({ shift: true })
  expect(document.activeElement).toHaveAccessibleName(/Row F, seat 5,/)
})

test('a taken seat can be reached, says so, and is not disabled', () => {
  givenGrid()
  const taken = screen.getByRole('button', { name: /Row F, seat 7,/ })
  expect(taken).toHaveAttribute('aria-disabled', 'true')
  expect(taken).toBeEnabled()
  expect(screen.getByRole('button', { name: /Row F, seat 6,/ })).toHaveAttribute(
    'aria-pressed',
    'true',
  )
})
