import { screen, waitFor } from '@testing-library/react'
import { delay, http, HttpResponse } from 'msw'
import { afterEach, expect, test } from 'vitest'
import type { Movie } from '@/api'
import { givenPage } from '@/test/given-page'
import { api, server } from '@/test/server'
import { wantHeadingFocus } from '@/lib/browser/heading-focus'

const movie: Movie = {
  movieId: 7,
  title: 'The Long Tide',
  durationMinutes: 96,
  rating: 'PG-13',
  releaseDate: '2026-11-01',
  scheduledCloseDate: '2026-12-01',
  status: 'open',
  description: 'A keeper waits.',
  director: null,
  cast: [],
  genre: 'Drama',
  posterUrl: null,
}

afterEach(() => document.getElementById('movie-outline')?.remove())

function givenInHtml(outline: Movie) {
  const data = document.createElement('script')
  data.type = 'application/json'
  data.id = 'movie-outline'
  data.textContent = JSON.stringify(outline)
  document.body.append(data)
}

test('a movie that the HTML tells of is shown before the API has answered', async () => {
  server.use(http.get(api('/movies/7'), () => delay('infinite')))
  givenInHtml(movie)
  givenPage('/movies/7')
  expect(await screen.findByRole('heading', { name: 'The Long Tide' })).toBeInTheDocument()
  expect(screen.getByText('Loading the movie')).toBeInTheDocument()
})

test('another movie than the one in the HTML waits for its own answer', async () => {
  server.use(http.get(api('/movies/8'), () => delay('infinite')))
  givenInHtml(movie)
  givenPage('/movies/8')
  expect(await screen.findByText('Loading the movie')).toBeInTheDocument()
  expect(screen.queryByRole('heading', { name: 'The Long Tide' })).not.toBeInTheDocument()
})

test('focus on the heading of a page that loads goes on to the heading that takes its place', async () => {
  const none = { page: 1, pageSize: 100, total: 0, items: [] }
  let answer = () => {}
  const asked = new Promise<void>((resolve) => (answer = resolve))
  server.use(
    http.get(api('/cinemas'), () => HttpResponse.json(none)),
    http.get(api('/movies'), async () => {
      await asked
      return HttpResponse.json(none)
    }),
  )
  wantHeadingFocus()
  givenPage('/')
  const waiting = await screen.findByRole('heading', { level: 1 })
  // It moves after the page is drawn.
  await waitFor(() => expect(waiting).toHaveFocus())
  answer()
  expect(await screen.findByText('Nothing is showing just now')).toBeInTheDocument()
  const heading = screen.getByRole('heading', { level: 1 })
  expect(heading).not.toBe(waiting)
  await waitFor(() => expect(heading).toHaveFocus())
})
