import { createFileRoute } from '@tanstack/react-router'
import { requireSession } from '@/app/require-session'
import { TicketsPage } from '@/features/booking/tickets-page'

export const Route = createFileRoute('/tickets')({
  beforeLoad: requireSession,
  component: TicketsPage,
})
