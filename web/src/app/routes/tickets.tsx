import { createFileRoute } from '@tanstack/react-router'
import { TicketsPage } from '@/features/booking/tickets-page'
import { restoreSession } from '@/lib/session'

export const Route = createFileRoute('/tickets')({
  beforeLoad: restoreSession,
  component: TicketsPage,
})
