import { screen, waitFor } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { restoreSession, signedIn, signedOut } from '@/lib/session/session'
import { givenReservation, givenShowtime } from '@/test/given'
import { givenPage } from '@/test/given-page'
import { api, server } from '@/test/server'

beforeEach(async () => {
  server.use(
    http.get(api('/movies/1'), () => new HttpResponse(null, { status: 404 })),
    http.get(api('/reservations'), () =>
      HttpResponse.json({ page: 1, pageSize: 100, total: 0, items: [] }),
    ),
  )
  await restoreSession()
  signedIn({
    accessToken: 'good',
    expiresAt: new Date(Date.now() + 900_000).toISOString(),
    user: { userId: 1, email: 'user@example.com', displayName: 'Dana', role: 'customer' },
  } as never)
  // jsdom has no modal dialogs.
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true
  }
  HTMLDialogElement.prototype.close = function () {
    if (!this.open) return
    this.open = false
    this.dispatchEvent(new Event('close'))
  }
})

afterEach(() => {
  signedOut()
  vi.useRealTimers()
})

test('cancelling is told, and focus goes to the heading that says so', async () => {
  const startsAt = new Date(Date.now() + 86_400_000).toISOString().replace('Z', '+00:00')
  let booking = givenReservation({ showtime: givenShowtime({ startsAt, endsAt: startsAt }) })
  server.use(
    http.get(api('/reservations/1'), () => HttpResponse.json(booking)),
    http.post(api('/reservations/1/cancel'), () => {
      booking = { ...booking, status: 'cancelled', refundDue: 8 }
      return HttpResponse.json(booking)
    }),
  )
  const { user } = givenPage('/reservations/1')
  await user.click(await screen.findByRole('button', { name: 'Cancel booking' }))
  await user.click(screen.getAllByRole('button', { name: 'Cancel booking' }).at(-1)!)
  const heading = await screen.findByRole('heading', { name: 'Booking cancelled' })
  await waitFor(() => expect(heading).toHaveFocus())
  await waitFor(() =>
    expect(screen.getByTestId('announcements')).toHaveTextContent(
      'Booking cancelled. $8.00 is due',
    ),
  )
})

test('single tickets are chosen with what comes back for them, and the others stay', async () => {
  const startsAt = new Date(Date.now() + 86_400_000).toISOString().replace('Z', '+00:00')
  const ticket = (ticketId: number, seatLabel: string) =>
    ({
      ticketId,
      seatId: ticketId,
      seatLabel,
      seatClass: 'standard',
      price: 8,
      refund: 6.55,
    }) as const
  const [first, second, third] = [ticket(1, 'E5'), ticket(2, 'E6'), ticket(3, 'E7')]
  let booking = givenReservation({
    showtime: givenShowtime({ startsAt, endsAt: startsAt }),
    tickets: [first, second, third],
    total: 24,
  })
  const asked: unknown[] = []
  server.use(
    http.get(api('/reservations/1'), () => HttpResponse.json(booking)),
    http.post(api('/reservations/1/tickets/cancel'), async ({ request }) => {
      asked.push(await request.json())
      booking = { ...booking, tickets: [first], cancelledTickets: [second, third], refundDue: 13.1 }
      return HttpResponse.json(booking)
    }),
  )
  const { user } = givenPage('/reservations/1')
  await user.click(await screen.findByRole('button', { name: 'Cancel single tickets' }))
  await user.click(screen.getByRole('checkbox', { name: /E7/ }))
  await user.click(screen.getByRole('checkbox', { name: /E6/ }))
  expect(screen.getByText('$13.10')).toBeInTheDocument()
  await user.click(screen.getByRole('button', { name: 'Cancel 2 tickets' }))
  await waitFor(() =>
    expect(screen.getByRole('region', { name: 'Cancelled' })).toHaveTextContent('E6, E7'),
  )
  expect(asked).toEqual([{ ticketIds: [2, 3] }])
  expect(screen.queryByRole('button', { name: 'Cancel single tickets' })).toBeNull()
})

test(
  'a hold that is over is asked for until the server says so, too',
  { timeout: 60_000 },
  async () => {
    const expiresAt = new Date(Date.now() - 1_000).toISOString()
    let reads = 0
    server.use(
      http.get(api('/reservations/1'), () =>
        HttpResponse.json(
          givenReservation({ status: ++reads < 4 ? 'pending' : 'expired', expiresAt }),
        ),
      ),
    )
    givenPage('/checkout/1')
    const heading = await screen.findByRole(
      'heading',
      { name: 'Time ran out' },
      { timeout: 50_000 },
    )
    expect(heading).toBeInTheDocument()
    expect(reads).toBe(4)
  },
)
