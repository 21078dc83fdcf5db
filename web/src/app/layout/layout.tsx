import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Link, Outlet, useRouterState } from '@tanstack/react-router'
import { WifiOff } from 'lucide-react'
import { lazy, Suspense, useSyncExternalStore } from 'react'
import { HouseLights, SiteHeader } from '@/app/layout/site-header'
import { LanguageChoice } from '@/app/layout/language-choice'
import { LiveRegion } from '@/components/live-region'
import { useGuestBookingIds } from '@/lib/session/guest-access'
import { personCheckStore } from '@/lib/api/person-check'
import { noticeStore } from '@/lib/browser/notices'
import { useOnline } from '@/lib/browser/online'
import { useSession } from '@/lib/session/session'

const AdminHeader = lazy(() => import('@/features/admin/shell/admin-header'))
const ResumeBanner = lazy(() => import('@/features/booking/resume-banner'))
const Notices = lazy(() => import('@/components/notices'))
const PersonCheckDialog = lazy(() => import('@/components/person-check/person-check-dialog'))

export function Layout() {
  const area = useRouterState({ select: ({ location }) => areaOf(location.pathname) })
  const managing = area === 'admin'
  // A screen on a wall: nothing around the page, and nobody to tell anything in passing.
  if (area === 'board') {
    return (
      <main id="main" tabIndex={-1} className="outline-none">
        <Outlet />
      </main>
    )
  }
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#main"
        className="absolute top-2 left-2 z-50 -translate-y-20 rounded-lg bg-accent px-4 py-3 font-semibold text-on-accent focus:translate-y-0"
      >
        <Trans>Skip to content</Trans>
      </a>
      {managing ? (
        <Suspense fallback={<div className="min-h-17 border-b border-line" />}>
          <AdminHeader lights={<HouseLights compact />} />
        </Suspense>
      ) : (
        <SiteHeader />
      )}
      <OfflineNote />
      {!managing && <UnfinishedBooking />}
      <main
        id="main"
        tabIndex={-1}
        className="flex flex-1 flex-col outline-none not-has-data-summary-bar:pb-16"
      >
        <Outlet />
      </main>
      {managing ? <ManagersFooter /> : <SiteFooter />}
      <LiveRegion />
      <PassingNotices />
      <PersonCheck />
    </div>
  )
}

const areaOf = (path: string) => /^\/(admin|board)(?=\/|$)/.exec(path)?.[1]

/** Only somebody who can open a booking can have left one unfinished. */
function UnfinishedBooking() {
  const signedIn = useSession().status === 'signed-in'
  const guests = useGuestBookingIds().length > 0
  return (
    (signedIn || guests) && (
      <Suspense>
        <ResumeBanner />
      </Suspense>
    )
  )
}

/** The region is always there, so that losing the connection is spoken, too. */
function OfflineNote() {
  const online = useOnline()
  return (
    <div role="status" className="print:hidden">
      {!online && (
        <p className="border-b border-danger bg-surface">
          <span className="shell flex items-center gap-3 py-2.5 font-medium">
            <WifiOff aria-hidden className="size-5 shrink-0 text-danger" />
            <Trans>You are offline. What you see may be old; nothing you had is lost.</Trans>
          </span>
        </p>
      )}
    </div>
  )
}

/** The list is loaded with the first notice: most visits never see one. */
function PassingNotices() {
  const any = useSyncExternalStore(noticeStore.subscribe, noticeStore.get).length > 0
  return (
    any && (
      <Suspense>
        <Notices />
      </Suspense>
    )
  )
}

/** Only where many want the same seats, and only there is it loaded. */
function PersonCheck() {
  const asked = useSyncExternalStore(personCheckStore.subscribe, personCheckStore.get) !== null
  return (
    asked && (
      <Suspense>
        <PersonCheckDialog />
      </Suspense>
    )
  )
}

const footLink = 'link inline-flex min-h-11 items-center px-2 hover:text-ink'

function SiteFooter() {
  return (
    <footer className="border-t border-line py-6 text-sm text-muted print:hidden">
      <div className="shell flex flex-wrap items-center justify-between gap-x-8 gap-y-1">
        <p>
          <Trans>
            <strong className="text-ink">MovieBooking</strong> · Every time is the cinema’s
            own.{' '}
          </Trans>
          <Version />
        </p>
        <nav aria-label={t`More`} className="-mx-2 flex flex-wrap items-center">
          <Link to="/find-booking" className={footLink}>
            <Trans>Find a booking</Trans>
          </Link>
          <Link to="/tickets" className={footLink}>
            <Trans>My tickets</Trans>
          </Link>
          <Link to="/admin" className={footLink}>
            <Trans>For managers</Trans>
          </Link>
        </nav>
        <LanguageChoice />
      </div>
    </footer>
  )
}

function ManagersFooter() {
  return (
    <footer className="shell flex flex-wrap items-center justify-between gap-x-8 py-4 text-sm text-muted print:hidden">
      <span>
        MovieBooking <Version />
      </span>
      <LanguageChoice />
    </footer>
  )
}

function Version() {
  return (
    <span className="whitespace-nowrap">
      <Trans>Version {import.meta.env.VERSION}</Trans>
    </span>
  )
}
