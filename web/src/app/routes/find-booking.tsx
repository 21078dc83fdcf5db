import { createFileRoute } from '@tanstack/react-router'
import { FindBookingPage } from '@/features/booking/find-booking-page'

export const Route = createFileRoute('/find-booking')({ component: FindBookingPage })
