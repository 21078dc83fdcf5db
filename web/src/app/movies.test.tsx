import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { givenShowtime } from '@/test/given'
import { givenPage } from '@/test/given-page'
import { api, server } from '@/test/server'

beforeEach(() => {
  const page = { page: 1, pageSize: 24, total: 0, items: [] }
  server.use(
    http.get(api('/movies'), () => HttpResponse.json(page)),
    http.get(api('/genres'), () => HttpResponse.json({ ...page, total: 1, items: ['Drama'] })),
    http.get(api('/cinemas'), () => HttpResponse.json(page)),
  )
})

async function givenMovies(address = '/movies') {
  const { user, router } = givenPage(address)
  const box = await screen.findByRole('searchbox')
  return { box, user, search: () => router.state.location.search, router }
}

/** Longer than the search box waits for the next letter. */
const pastTheDebounce = 1000

afterEach(() => {
  vi.useRealTimers()
})

test('the search box keeps focus and letters while one types on', async () => {
  const { box, user, search } = await givenMovies()
  await user.type(box, 't')
  await waitFor(() => expect(search()).toEqual({ q: 't' }))
  expect(box).toHaveFocus()
  await user.keyboard('ide')
  await waitFor(() => expect(search()).toEqual({ q: 'tide' }))
  expect(box).toBeInTheDocument()
  expect(box).toHaveValue('tide')
})

test('a search cleared elsewhere empties the box', async () => {
  const { box, user, search } = await givenMovies('/movies?q=tide')
  expect(box).toHaveValue('tide')
  await user.click(await screen.findByRole('link', { name: 'Show every movie' }))
  await waitFor(() => expect(search()).toEqual({}))
  await waitFor(() => expect(box).toHaveValue(''))
})

test('a chip clicked while the search waits is kept', async () => {
  const { box, user, search } = await givenMovies()
  const drama = await screen.findByRole('link', { name: 'Drama' })
  await user.type(box, 'tide')
  await user.click(drama)
  await waitFor(() => expect(search()).toEqual({ genre: 'Drama', q: 'tide' }))
  expect(box).toHaveValue('tide')
})

test('leaving while the search waits brings nobody back', async () => {
  const { box, router } = await givenMovies()
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  fireEvent.change(box, { target: { value: 'tide' } })
  await act(() => router.navigate({ to: '/' }))
  await act(() => vi.advanceTimersByTimeAsync(pastTheDebounce))
  expect(router.state.location.pathname).toBe('/')
})

test('a page beyond the last one says so and leads to the first', async () => {
  server.use(
    http.get(api('/movies'), () =>
      HttpResponse.json({ page: 99, pageSize: 24, total: 16, items: [] }),
    ),
  )
  const { user, search } = await givenMovies('/movies?page=99&genre=Drama')
  expect(await screen.findByText('There is no page 99')).toBeInTheDocument()
  await user.click(screen.getByRole('link', { name: 'To the first page' }))
  await waitFor(() => expect(search()).toEqual({ genre: 'Drama' }))
})

test('a remembered cinema that does not show the movie falls back to all of them', async () => {
  localStorage.setItem('cinema', '9')
  const startsAt = new Date(Date.now() + 86_400_000).toISOString()
  const movie = {
    movieId: 1,
    title: 'The Long Tide',
    durationMinutes: 96,
    rating: 'PG-13',
    cast: [],
    releaseDate: '2026-11-01',
    scheduledCloseDate: '2026-12-31',
    status: 'open',
    showtimes: [givenShowtime({ startsAt, endsAt: startsAt })],
  }
  server.use(http.get(api('/movies/1'), () => HttpResponse.json(movie)))
  givenPage('/movies/1')
  expect(await screen.findByRole('link', { name: 'All cinemas' })).toHaveAttribute('aria-current')
  expect(screen.getByRole('heading', { name: 'The Meridian' })).toBeInTheDocument()
  localStorage.removeItem('cinema')
})
