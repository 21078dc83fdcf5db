import { t } from '@lingui/core/macro'
import { Plural, Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import clsx from 'clsx'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { listAllCinemasOptions, listScreensOptions } from '@/api/@tanstack/react-query.gen'
import type { ManagedCinema } from '@/api'
import { CinemaForm } from '@/features/admin/cinemas/cinema-form'
import { ScreenForm } from '@/features/admin/cinemas/screen-form'
import { TicketKinds } from '@/features/admin/cinemas/kinds/ticket-kinds'
import { ScreenSeatsPanel } from '@/features/admin/cinemas/screen-seats'
import { AdminPage } from '@/features/admin/shell/admin-page'
import { everything } from '@/features/admin/shell/managed-cinema'
import { positive, present, type Written } from '@/features/admin/shell/search'
import { Button, buttonClass } from '@/components/ui/button'
import { SelectField } from '@/components/ui/field'
import { ErrorPanel, Loading, Skeleton } from '@/components/ui/states'
import { useIsAdmin } from '@/lib/session/management'

type CinemasPageProps = { written: Written; onSearch: (search: Written) => void }

/** The houses: their addresses, screens and broken seats. Cinema and screen are in the address. */
export function CinemasPage({ written, onSearch }: CinemasPageProps) {
  const cinemas = useQuery(listAllCinemasOptions({ query: { pageSize: everything } }))
  const isAdmin = useIsAdmin()
  const [adding, setAdding] = useState(false)
  const all = cinemas.data?.items ?? []
  const asked = positive(written['cinema'])
  const cinema = all.find(({ cinemaId }) => cinemaId === asked) ?? all[0]
  const isNew = isAdmin && (adding || (cinemas.isSuccess && !cinema))

  return (
    <AdminPage
      title={t`Cinemas`}
      lead={t`Houses, their screens, and seats that are out of service.`}
      actions={
        isAdmin && (
          <Button onClick={() => setAdding(!adding)}>{adding ? t`Back` : t`Add a cinema`}</Button>
        )
      }
    >
      {cinemas.isError && (
        <ErrorPanel error={cinemas.error} onRetry={() => void cinemas.refetch()} />
      )}
      {cinemas.isPending && (
        <Loading label={t`Loading cinemas`}>
          <Skeleton className="h-96" />
        </Loading>
      )}
      {isNew && (
        <div className="max-w-xl">
          <CinemaForm
            onSaved={(cinemaId) => {
              setAdding(false)
              onSearch({ cinema: cinemaId })
            }}
          />
        </div>
      )}
      {!isNew && cinema && (
        <>
          <div className="flex flex-wrap items-end gap-4">
            <div className="w-full sm:w-80">
              <SelectField
                label={t`Cinema`}
                value={cinema.cinemaId}
                onChange={(event) => onSearch({ cinema: Number(event.target.value) })}
              >
                {all.map(({ cinemaId, name, city }) => (
                  <option key={cinemaId} value={cinemaId}>
                    {name}, {city}
                  </option>
                ))}
              </SelectField>
            </div>
            <Link
              to="/board/$cinemaId"
              params={{ cinemaId: String(cinema.cinemaId) }}
              className={buttonClass()}
            >
              <Trans>Board for the foyer</Trans>
            </Link>
          </div>
          <div
            className={clsx(
              'grid grid-cols-1 items-start gap-8',
              isAdmin && 'xl:grid-cols-[26rem_1fr]',
            )}
          >
            {isAdmin && (
              <CinemaForm
                key={cinema.cinemaId}
                cinema={cinema}
                onSaved={(cinemaId) => onSearch({ cinema: cinemaId })}
              />
            )}
            <div className="grid grid-cols-1 gap-8">
              <Screens
                cinema={cinema}
                asked={positive(written['screen'])}
                onScreen={(screen) => onSearch(present({ cinema: cinema.cinemaId, screen }))}
              />
              <TicketKinds key={cinema.cinemaId} cinemaId={cinema.cinemaId} />
            </div>
          </div>
        </>
      )}
    </AdminPage>
  )
}

type ScreensProps = {
  cinema: ManagedCinema
  asked: number | undefined
  onScreen: (screenId: number) => void
}

function Screens({ cinema, asked, onScreen }: ScreensProps) {
  const screens = useQuery(
    listScreensOptions({ query: { cinemaId: cinema.cinemaId, pageSize: everything } }),
  )
  const all = screens.data?.items ?? []
  const screen = all.find(({ screenId }) => screenId === asked) ?? all[0]
  return (
    <section aria-labelledby="screens" className="grid grid-cols-1 gap-4">
      <h2 id="screens" className="text-2xl">
        <Trans>Screens</Trans>
      </h2>
      {screens.isError && (
        <ErrorPanel error={screens.error} onRetry={() => void screens.refetch()} />
      )}
      <div role="group" aria-label={t`Screens`} className="flex flex-wrap gap-2">
        {all.map((one) => (
          <Button
            key={one.screenId}
            aria-pressed={one === screen}
            look={one === screen ? 'primary' : 'secondary'}
            onClick={() => onScreen(one.screenId)}
          >
            <Trans>
              {one.name} ({one.format}),{' '}
              <Plural value={one.seatCount} one="# seat" other="# seats" />
            </Trans>
          </Button>
        ))}
      </div>
      {screen && (
        <>
          <ScreenForm key={`edit ${screen.screenId}`} cinemaId={cinema.cinemaId} screen={screen} />
          <ScreenSeatsPanel key={`seats ${screen.screenId}`} screen={screen} />
        </>
      )}
      <ScreenForm key={`new ${cinema.cinemaId}`} cinemaId={cinema.cinemaId} />
    </section>
  )
}
