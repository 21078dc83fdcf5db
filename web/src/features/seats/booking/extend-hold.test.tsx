import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { http, HttpResponse } from 'msw'
import { expect, test } from 'vitest'
import type { SeatMap } from '@/api'
import { getSeatMapQueryKey } from '@/api/@tanstack/react-query.gen'
import { ExtendHold } from '@/features/seats/booking/extend-hold'
import { noticeStore } from '@/lib/browser/notices'
import { forgetServerTime } from '@/lib/time/server-clock'
import { givenSeatMap } from '@/test/given'
import { api, server } from '@/test/server'

const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString()
const queryKey = getSeatMapQueryKey({ path: { showtimeId: 7 } })

function givenHold(minutes: number) {
  forgetServerTime()
  const queryClient = new QueryClient()
  queryClient.setQueryData(queryKey, givenSeatMap({}, { holdExpiresAt: inMinutes(minutes) }))
  render(
    <QueryClientProvider client={queryClient}>
      <ExtendHold showtimeId={7} expiresAt={inMinutes(minutes)} onExtended={() => {}} />
    </QueryClientProvider>,
  )
  const expiresAt = () => queryClient.getQueryData<SeatMap>(queryKey)?.holdExpiresAt
  return { expiresAt, user: userEvent.setup() }
}

test('more time is offered in the last five minutes only', () => {
  givenHold(6)
  expect(screen.queryByRole('button')).not.toBeInTheDocument()
})

test('more time moves the end of the hold', async () => {
  const later = inMinutes(15)
  server.use(
    http.post(api('/showtimes/7/seats/extend'), () => HttpResponse.json({ expiresAt: later })),
  )
  const { user, expiresAt } = givenHold(4)
  await user.click(screen.getByRole('button', { name: 'I need more time' }))
  await waitFor(() => expect(expiresAt()).toBe(later))
  expect(noticeStore.get().at(-1)?.text).toBe('Your seats are held for 15 more minutes.')
})

test.each([
  ['extension_limit', 'No more time'],
  ['hold_expired', 'Your time ran out'],
])('%s is told in words', async (code, title) => {
  server.use(
    http.post(api('/showtimes/7/seats/extend'), () => HttpResponse.json({ code }, { status: 409 })),
  )
  const { user } = givenHold(4)
  await user.click(screen.getByRole('button', { name: 'I need more time' }))
  await waitFor(() => expect(noticeStore.get().at(-1)?.text).toContain(title))
})
