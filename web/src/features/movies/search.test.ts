import { expect, test } from 'vitest'
import { movieListSearch, showtimeSearch } from '@/features/movies/search'

test('reads what the address says', () => {
  expect(movieListSearch({ q: ' tide ', genre: 'Drama', show: 'soon', page: 2 })).toEqual({
    q: 'tide',
    genre: 'Drama',
    show: 'soon',
    page: 2,
  })
  expect(showtimeSearch({ day: '2026-11-22', cinema: 3, format: '3D' })).toEqual({
    day: '2026-11-22',
    cinema: 3,
    format: '3D',
  })
})

test('a title may be a number', () => {
  expect(movieListSearch({ q: 1984 })).toEqual({ q: '1984' })
})

test('leaves out what makes no sense, and what is empty', () => {
  expect(movieListSearch({ q: '  ', genre: {}, show: 'never', page: -1 })).toEqual({})
  expect(showtimeSearch({ day: 'tomorrow', cinema: 'x', format: '4D' })).toEqual({})
})
