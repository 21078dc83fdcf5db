import { createFileRoute } from '@tanstack/react-router'
import { TicketsPage } from '@/features/booking/tickets/tickets-page'

export const Route = createFileRoute('/tickets')({
  component: TicketsPage,
})
