import { createFileRoute } from '@tanstack/react-router'
import { returnSearch, skipWhenManager } from '@/app/return-search'
import { AdminSignInPage } from '@/features/account/admin-sign-in-page'

export const Route = createFileRoute('/admin_/sign-in')({
  validateSearch: returnSearch,
  beforeLoad: skipWhenManager,
  component: AdminSignInPage,
})
