import { createFileRoute } from '@tanstack/react-router'
import { returnSearch, skipWhenSignedIn } from '@/app/return-search'
import { RegisterPage } from '@/features/account/register-page'

export const Route = createFileRoute('/register')({
  validateSearch: returnSearch,
  beforeLoad: skipWhenSignedIn,
  component: Register,
})

function Register() {
  return <RegisterPage returnTo={Route.useSearch().redirect} />
}
