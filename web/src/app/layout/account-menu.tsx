import { Trans } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import {
  CalendarRange,
  CircleUserRound,
  DoorOpen,
  LogOut,
  Settings,
  Store,
  Ticket,
} from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import type { User } from '@/api'
import { manages } from '@/lib/session/management'
import { useSignOut } from '@/lib/session/sign-out'

const item =
  'flex min-h-11 w-full items-center gap-3 rounded-lg px-3 font-medium outline-none data-highlighted:bg-raised'

/**
 * Not modal: a modal menu would lock the page's scrolling and hide the rest of it from screen readers. It stays
 * inside the page's head, a landmark, where those who look for what they opened come by.
 */
export default function AccountMenu({ user }: { user: User }) {
  const signOut = useSignOut()
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className="inline-flex min-h-11 min-w-11 items-center justify-center gap-2 rounded-lg px-2 font-medium hover:bg-raised">
        <CircleUserRound aria-hidden className="size-5 shrink-0" />
        <span className="sr-only">
          <Trans>Account of </Trans>
        </span>
        <span className="max-w-32 truncate max-sm:sr-only md:max-lg:sr-only">
          {user.displayName}
        </span>
      </DropdownMenu.Trigger>
      <DropdownMenu.Content
        align="end"
        sideOffset={6}
        className="z-30 min-w-56 rounded-xl border border-control bg-surface p-1.5 shadow-xl"
      >
        <p className="truncate px-3 py-2 text-sm text-muted">{user.email}</p>
        {manages(user) && (
          <DropdownMenu.Item asChild>
            <Link to="/admin" className={item}>
              <CalendarRange aria-hidden className="size-4" />
              <Trans>Manage</Trans>
            </Link>
          </DropdownMenu.Item>
        )}
        {user.role !== 'customer' && (
          <DropdownMenu.Item asChild>
            <Link to="/box-office" className={item}>
              <Store aria-hidden className="size-4" />
              <Trans>Box office</Trans>
            </Link>
          </DropdownMenu.Item>
        )}
        {user.role !== 'customer' && (
          <DropdownMenu.Item asChild>
            <Link to="/door" className={item}>
              <DoorOpen aria-hidden className="size-4" />
              <Trans>Door</Trans>
            </Link>
          </DropdownMenu.Item>
        )}
        <DropdownMenu.Item asChild>
          <Link to="/tickets" className={item}>
            <Ticket aria-hidden className="size-4" />
            <Trans>My tickets</Trans>
          </Link>
        </DropdownMenu.Item>
        <DropdownMenu.Item asChild>
          <Link to="/account" className={item}>
            <Settings aria-hidden className="size-4" />
            <Trans>Name, password, data</Trans>
          </Link>
        </DropdownMenu.Item>
        <DropdownMenu.Item className={item} onSelect={() => void signOut()}>
          <LogOut aria-hidden className="size-4" />
          <Trans>Sign out</Trans>
        </DropdownMenu.Item>
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  )
}
