import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { LogOut, Ticket } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { manages, opensTo } from '@/lib/session/management'
import { useSession } from '@/lib/session/session'
import { useSignOut } from '@/lib/session/sign-out'

const pages = [
  { to: '/admin', label: t`Dashboard`, exact: true },
  { to: '/admin/tonight', label: t`Tonight` },
  { to: '/admin/schedule', label: t`Schedule` },
  { to: '/admin/showtimes', label: t`Showtimes` },
  { to: '/admin/bookings', label: t`Bookings` },
  { to: '/admin/movies', label: t`Movies` },
  { to: '/admin/top-movies', label: t`Top movies` },
  { to: '/admin/admissions', label: t`Admissions` },
  { to: '/admin/import', label: t`Import` },
  { to: '/admin/fares', label: t`Fares` },
  { to: '/admin/vouchers', label: t`Vouchers` },
  { to: '/admin/gift-cards', label: t`Gift cards` },
  { to: '/admin/cinemas', label: t`Cinemas` },
  { to: '/admin/people', label: t`People` },
  { to: '/admin/api-keys', label: t`API keys` },
  { to: '/admin/webhooks', label: t`Webhooks` },
  { to: '/admin/messages', label: t`Messages` },
  { to: '/admin/payments', label: t`Payments` },
  { to: '/admin/tills', label: t`Tills` },
  { to: '/admin/audit-log', label: t`Audit log` },
] as const

const navLink =
  'inline-flex min-h-11 items-center rounded-lg px-2.5 font-medium whitespace-nowrap hover:bg-raised ' +
  'aria-[current=page]:text-accent aria-[current=page]:underline aria-[current=page]:decoration-2 aria-[current=page]:underline-offset-8'

/** The managers' side has a head of its own, so that nobody takes it for the shop. */
export default function AdminHeader({ lights }: { lights: ReactNode }) {
  const { user } = useSession()
  const signOut = useSignOut('/admin/sign-in')
  const own = pages.filter(({ to }) => opensTo(user, to))
  const manager = manages(user) ? user : null
  return (
    <header className="relative z-10 border-b-2 border-accent bg-surface print:hidden">
      <div className="mx-auto flex max-w-[110rem] flex-wrap items-center gap-x-3 px-[clamp(1rem,3vw,2.5rem)] py-2">
        <Link to="/" className="-ml-1 flex min-h-11 items-center gap-2 rounded-lg px-1">
          <Ticket aria-hidden className="size-6 text-accent" />
          <span className="display text-xl max-sm:sr-only">MovieBooking</span>
          <span className="rounded bg-accent px-1.5 py-0.5 text-sm font-semibold text-on-accent">
            <Trans>Manager</Trans>
          </span>
        </Link>
        {manager && (
          <nav
            aria-label={t`Management`}
            className="order-last -mx-2.5 flex basis-full overflow-x-auto [scrollbar-width:thin] md:flex-wrap"
          >
            {own.map(({ to, label, ...page }) => (
              <Link
                key={to}
                to={to}
                className={navLink}
                activeOptions={{ exact: 'exact' in page, includeSearch: false }}
              >
                {label}
              </Link>
            ))}
          </nav>
        )}
        <div className="ml-auto flex items-center gap-2">
          {manager && (
            <>
              <span className="max-w-40 truncate text-sm text-muted max-[110rem]:hidden">
                <span className="sr-only">
                  <Trans>Signed in as </Trans>
                </span>
                {manager.displayName}
              </span>
              <Button look="quiet" onClick={() => void signOut()}>
                <LogOut aria-hidden className="size-4" />
                <Trans>Sign out</Trans>
              </Button>
            </>
          )}
          {lights}
        </div>
      </div>
    </header>
  )
}
