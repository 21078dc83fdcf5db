import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { listAllShowtimesOptions } from '@/api/@tanstack/react-query.gen'
import type { Showtime } from '@/api'
import { AdminPage } from '@/features/admin/shell/admin-page'
import { Cell, DataTable, Head, RowHead } from '@/features/admin/shell/data-table'
import { allCinemas } from '@/features/admin/shell/managed-cinema'
import { movieOptions } from '@/features/admin/shell/movie-options'
import { Pager } from '@/features/admin/shell/pager'
import { day, oneOf, positive, present, type Written } from '@/features/admin/shell/search'
import { ShowTime } from '@/components/show-time'
import { Localized } from '@/components/localized'
import { Button } from '@/components/ui/button'
import { Field, SelectField } from '@/components/ui/field'
import { EmptyPanel, ErrorPanel, Loading, Skeleton } from '@/components/ui/states'
import { dayInZone, dayOf, formatDate } from '@/lib/format/dates'
import { serverNow } from '@/lib/time/server-clock'

type ShowtimesPageProps = { written: Written; onSearch: (search: Written) => void }

const statuses = ['scheduled', 'cancelled'] as const

function read(written: Written) {
  return {
    cinema: positive(written['cinema']),
    movie: positive(written['movie']),
    from: day(written['from']),
    to: day(written['to']),
    status: oneOf(statuses, written['status']),
    page: positive(written['page']),
  }
}

/** Every showtime there is, past and cancelled ones too. All filters are in the address. */
export function ShowtimesPage({ written, onSearch }: ShowtimesPageProps) {
  const search = read(written)
  const cinemas = useQuery(allCinemas)
  const movies = useQuery(movieOptions())
  const { cinema: cinemaId, movie: movieId, ...rest } = search
  const showtimes = useQuery({
    ...listAllShowtimesOptions({ query: { ...rest, cinemaId, movieId, pageSize: 25 } }),
    placeholderData: keepPreviousData,
  })
  const change = (next: Written) => onSearch(present({ ...search, page: undefined, ...next }))
  const filtered = Object.values(search).some((value) => value !== undefined)

  return (
    <AdminPage
      title={t`Showtimes`}
      lead={t`In order of their start, each on its own cinema’s clock.`}
    >
      <search className="grid grid-cols-1 items-end gap-3 sm:grid-cols-2 lg:grid-cols-[1.5fr_1.5fr_1fr_1fr_1fr_auto]">
        <SelectField
          label={t`Cinema`}
          value={cinemas.data ? (cinemaId ?? '') : ''}
          onChange={(event) => change({ cinema: Number(event.target.value) || undefined })}
        >
          <option value="">
            <Trans>All cinemas</Trans>
          </option>
          {cinemas.data?.items.map((cinema) => (
            <option key={cinema.cinemaId} value={cinema.cinemaId}>
              {cinema.name}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={t`Movie`}
          value={movies.data ? (movieId ?? '') : ''}
          onChange={(event) => change({ movie: Number(event.target.value) || undefined })}
        >
          <option value="">
            <Trans>All movies</Trans>
          </option>
          {movies.data?.map((movie) => (
            <option key={movie.movieId} value={movie.movieId}>
              {movie.title}
            </option>
          ))}
        </SelectField>
        <Field
          label={t`From`}
          type="date"
          max={search.to}
          value={search.from ?? ''}
          onChange={(event) => change({ from: event.target.value })}
        />
        <Field
          label={t`To`}
          type="date"
          min={search.from}
          value={search.to ?? ''}
          onChange={(event) => change({ to: event.target.value })}
        />
        <SelectField
          label={t`Status`}
          value={search.status ?? ''}
          onChange={(event) => change({ status: oneOf(statuses, event.target.value) })}
        >
          <option value="">
            <Trans>All</Trans>
          </option>
          <option value="scheduled">
            <Trans>Scheduled</Trans>
          </option>
          <option value="cancelled">
            <Trans>Cancelled</Trans>
          </option>
        </SelectField>
        {filtered ? (
          <Button look="quiet" onClick={() => onSearch({})}>
            <Trans>Clear filters</Trans>
          </Button>
        ) : (
          <Button look="quiet" onClick={() => change({ from: dayInZone('UTC', serverNow()) })}>
            <Trans>From today</Trans>
          </Button>
        )}
      </search>
      {showtimes.isError && (
        <ErrorPanel error={showtimes.error} onRetry={() => void showtimes.refetch()} />
      )}
      {showtimes.isPending && (
        <Loading label={t`Loading showtimes`}>
          <Skeleton className="h-96" />
        </Loading>
      )}
      {showtimes.data && (
        <>
          {showtimes.data.items.length === 0 ? (
            <EmptyPanel title={t`No showtime matches`}>
              <Trans>Try fewer filters.</Trans>
            </EmptyPanel>
          ) : (
            <DataTable
              caption={t`Showtimes`}
              busy={showtimes.isFetching}
              head={
                <>
                  <Head>
                    <Trans>Movie</Trans>
                  </Head>
                  <Head>
                    <Trans>Day</Trans>
                  </Head>
                  <Head>
                    <Trans>Time</Trans>
                  </Head>
                  <Head>
                    <Trans>Cinema</Trans>
                  </Head>
                  <Head>
                    <Trans>Screen</Trans>
                  </Head>
                  <Head numeric>
                    <Trans>Free seats</Trans>
                  </Head>
                  <Head>
                    <Trans>Status</Trans>
                  </Head>
                </>
              }
            >
              {showtimes.data.items.map((showtime) => (
                <ShowtimeRow key={showtime.showtimeId} showtime={showtime} />
              ))}
            </DataTable>
          )}
          <Pager {...showtimes.data} onPage={(page) => onSearch(present({ ...search, page }))} />
        </>
      )}
    </AdminPage>
  )
}

function ShowtimeRow({ showtime }: { showtime: Showtime }) {
  const { cinema, screen, startsAt } = showtime
  const date = dayOf(startsAt)
  return (
    <tr className="hover:bg-raised">
      <RowHead className="min-w-48 wrap-anywhere">{showtime.movieTitle}</RowHead>
      <Cell className="whitespace-nowrap">
        <Link
          to="/admin/schedule"
          search={{ cinema: cinema.cinemaId, date }}
          className="link inline-flex min-h-11 items-center"
        >
          <Localized>{formatDate(date)}</Localized>
        </Link>
      </Cell>
      <Cell className="whitespace-nowrap">
        <ShowTime at={startsAt} timeZone={cinema.timeZone} />
      </Cell>
      <Cell>{cinema.name}</Cell>
      <Cell className="whitespace-nowrap">
        {screen.name} <span className="text-muted">({screen.format})</span>
      </Cell>
      <Cell numeric>{showtime.seatsAvailable}</Cell>
      <Cell
        className={showtime.status === 'cancelled' ? 'font-semibold text-danger' : 'text-muted'}
      >
        {showtime.status === 'cancelled' ? t`Cancelled` : t`Scheduled`}
      </Cell>
    </tr>
  )
}
