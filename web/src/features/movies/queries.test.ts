import { QueryClient } from '@tanstack/react-query'
import { http, HttpResponse } from 'msw'
import { expect, test } from 'vitest'
import { getMovieOptions } from '@/api/@tanstack/react-query.gen'
import { nowShowing, prefetchProgramme } from '@/features/movies/queries'
import { api, server } from '@/test/server'

function givenMovies(...items: { movieId: number }[]) {
  server.use(http.get(api('/movies'), () => HttpResponse.json({ page: 1, total: 1, items })))
}

test('the programme comes with the showtimes of the movie in the spotlight', async () => {
  givenMovies({ movieId: 3 })
  server.use(http.get(api('/movies/3'), () => HttpResponse.json({ movieId: 3, showtimes: [] })))
  const queryClient = new QueryClient()
  await prefetchProgramme(queryClient)
  const { queryKey } = getMovieOptions({ path: { movieId: 3 } })
  expect(queryClient.getQueryData(queryKey)).toMatchObject({ movieId: 3 })
})

test('an empty programme has nothing in the spotlight', async () => {
  givenMovies()
  const queryClient = new QueryClient()
  await prefetchProgramme(queryClient)
  const known = queryClient.getQueryCache().getAll()
  expect(known.map(({ queryKey }) => queryKey)).toEqual([nowShowing.queryKey])
})
