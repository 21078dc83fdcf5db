import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { LogOut } from 'lucide-react'
import { EmailForm } from '@/features/account/email-form'
import { NameForm } from '@/features/account/name-form'
import { PasswordForm } from '@/features/account/password-form'
import { PasskeysCard } from '@/features/account/passkeys/passkeys-card'
import { DeleteAccountForm } from '@/features/account/personal-data/delete-account-form'
import { ExportCard } from '@/features/account/personal-data/export-card'
import { ExternalLoginsCard } from '@/features/account/providers/external-logins-card'
import { SecondFactorCard } from '@/features/account/second-factor/second-factor-card'
import { SessionsCard } from '@/features/account/sessions-card'
import { WaitingListsCard } from '@/features/account/waiting-lists-card'
import { PageHeading } from '@/components/page-heading'
import { Button } from '@/components/ui/button'
import { useSession } from '@/lib/session/session'
import { useSignOut } from '@/lib/session/sign-out'

/** One's own name, address, password and data. */
export function AccountPage() {
  const { user, secondFactorNeeded } = useSession()
  const signOut = useSignOut()
  if (!user) return null
  return (
    <div className="shell grid gap-8 pt-8 sm:pt-12">
      <div className="flex flex-wrap items-end justify-between gap-4">
        <div className="grid gap-2">
          <PageHeading title={t`Account`}>
            <Trans>Account</Trans>
          </PageHeading>
          <p className="text-muted">{user.email}</p>
        </div>
        <Button onClick={() => void signOut()}>
          <LogOut aria-hidden className="size-4" />
          <Trans>Sign out</Trans>
        </Button>
      </div>
      {secondFactorNeeded && (
        <p className="rounded-2xl border-2 border-accent bg-surface p-6 font-semibold">
          <Trans>
            Your account needs a second factor, and opens nothing else until it has one:{' '}
            <Link to="/account" hash="second-factor" className="link">
              set it up
            </Link>
            , or{' '}
            <Link to="/account" hash="passkeys" className="link">
              add a passkey
            </Link>
            .
          </Trans>
        </p>
      )}
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <NameForm name={user.displayName} />
        <EmailForm />
        <PasswordForm personal={{ email: user.email, name: user.displayName }} />
        <SecondFactorCard />
        <PasskeysCard />
        <ExternalLoginsCard />
        <SessionsCard />
        <WaitingListsCard />
        <ExportCard />
        {user.role !== 'admin' && user.role !== 'manager' && <DeleteAccountForm />}
      </div>
    </div>
  )
}
