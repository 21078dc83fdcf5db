import { Outlet } from '@tanstack/react-router'
import { lazy, Suspense, useSyncExternalStore } from 'react'
import { SiteHeader } from '@/app/site-header'
import { LiveRegion } from '@/components/live-region'
import { noticeStore } from '@/lib/notices'

const Notices = lazy(() => import('@/components/notices'))

export function Layout() {
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#main"
        className="absolute top-2 left-2 z-50 -translate-y-20 rounded-lg bg-accent px-4 py-3 font-semibold text-on-accent focus:translate-y-0"
      >
        Skip to content
      </a>
      <SiteHeader />
      <main
        id="main"
        tabIndex={-1}
        className="flex flex-1 flex-col outline-none not-has-data-summary-bar:pb-16"
      >
        <Outlet />
      </main>
      <SiteFooter />
      <LiveRegion />
      <PassingNotices />
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

function SiteFooter() {
  return (
    <footer className="border-t border-line py-8 text-sm text-muted">
      <div className="shell flex flex-wrap justify-between gap-x-8 gap-y-2">
        <p>
          <strong className="text-ink">MovieBooking</strong> · Pay at the cinema. Cancel until the
          show starts.
        </p>
        <p>Every time is the cinema’s own.</p>
      </div>
    </footer>
  )
}
