import { createFileRoute, Outlet } from '@tanstack/react-router'
import { requireAdmin } from '@/app/require-session'

export const Route = createFileRoute('/admin')({
  beforeLoad: requireAdmin,
  component: Outlet,
})
