import { listReservationsOptions } from '@/api/@tanstack/react-query.gen'

/** The latest bookings of whoever is signed in, as many as the API gives at once. */
export const ownBookings = listReservationsOptions({ query: { pageSize: 100 } })
