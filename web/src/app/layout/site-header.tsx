import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import clsx from 'clsx'
import { Lightbulb, LightbulbOff, Ticket, UserRound } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { useRememberedCinema } from '@/features/movies/cinemas/remembered-cinema'
import { setHouseLights, useHouseLights } from '@/lib/browser/house-lights'
import { useSession } from '@/lib/session/session'

const AccountMenu = lazy(() => import('@/app/layout/account-menu'))

const navLink =
  'inline-flex min-h-11 items-center rounded-lg px-3 font-medium whitespace-nowrap hover:bg-raised max-[22.5rem]:px-2.5 ' +
  'aria-[current=page]:text-accent aria-[current=page]:underline aria-[current=page]:decoration-2 aria-[current=page]:underline-offset-8'

export function SiteHeader() {
  return (
    <header className="relative z-10 border-b border-line print:hidden">
      <div className="shell flex flex-wrap items-center gap-x-2 py-2 md:flex-nowrap md:py-3">
        <Link to="/" className="-ml-1 flex min-h-11 items-center gap-2 rounded-lg px-1">
          <Ticket aria-hidden className="size-6 text-accent" />
          <span className="display text-xl max-[22.5rem]:text-lg">MovieBooking</span>
        </Link>
        <nav
          aria-label={t`Main`}
          className="order-last -mx-3 flex basis-full max-[22.5rem]:-mx-2.5 items-center md:order-none md:mx-0 md:ml-auto md:basis-auto"
        >
          <Link to="/" activeOptions={{ exact: true }} className={navLink}>
            <span className="max-sm:hidden">
              <Trans>Now showing</Trans>
            </span>
            <span className="sm:hidden">
              <Trans>Now</Trans>
            </span>
          </Link>
          <Link to="/movies" className={navLink}>
            <Trans>Movies</Trans>
          </Link>
          <CinemaLink />
          <Link to="/tickets" className={navLink}>
            <span className="max-sm:hidden">
              <Trans>My tickets</Trans>
            </span>
            <span className="sm:hidden">
              <Trans>Tickets</Trans>
            </span>
          </Link>
        </nav>
        <div className="ml-auto flex items-center gap-1 md:ml-2 md:gap-2">
          <AccountEntry />
          <HouseLights />
        </div>
      </div>
    </header>
  )
}

/** People begin with their cinema: the remembered one is a link away, from everywhere. */
function CinemaLink() {
  const mine = useRememberedCinema()
  if (mine === undefined) {
    return (
      <Link to="/cinemas" className={navLink}>
        <Trans>Cinemas</Trans>
      </Link>
    )
  }
  return (
    <Link to="/cinemas/$cinemaId" params={{ cinemaId: String(mine) }} className={navLink}>
      <Trans>My cinema</Trans>
    </Link>
  )
}

function AccountEntry() {
  const session = useSession()
  if (session.status === 'restoring') return <span className="size-11" />
  if (session.status === 'signed-in') {
    return (
      <Suspense fallback={<span className="size-11" />}>
        <AccountMenu user={session.user} />
      </Suspense>
    )
  }
  return (
    <Link to="/sign-in" className={navLink}>
      <UserRound aria-hidden className="mr-1.5 size-5 max-[22.5rem]:hidden" />
      <Trans>Sign in</Trans>
    </Link>
  )
}

/** `compact`: without the words, where a head is crowded. */
export function HouseLights({ compact }: { compact?: boolean }) {
  const up = useHouseLights() === 'up'
  const Icon = up ? Lightbulb : LightbulbOff
  return (
    <button
      type="button"
      role="switch"
      aria-checked={up}
      aria-label={t`House lights`}
      title={up ? t`House lights: up` : t`House lights: down`}
      onClick={() => setHouseLights(up ? 'down' : 'up')}
      className={clsx(
        'inline-flex size-11 shrink-0 items-center justify-center gap-2 rounded-lg border border-control font-semibold hover:border-ink hover:bg-raised',
        !compact && 'lg:w-auto lg:px-4',
      )}
    >
      <Icon aria-hidden className="size-5" />
      {!compact && (
        <span className="hidden lg:inline">
          <Trans>House lights</Trans>
        </span>
      )}
    </button>
  )
}
