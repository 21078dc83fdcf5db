import { createFileRoute, Outlet } from '@tanstack/react-router'
import { requireManager } from '@/app/require-session'

export const Route = createFileRoute('/admin')({
  beforeLoad: requireManager,
  component: Outlet,
})
