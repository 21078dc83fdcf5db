import type { CinemaDetails } from '@/api'
import { formatMoney } from '@/lib/format/money'

/** What a cinema gives back of what is booked there now, before anybody chooses a seat. */
export function cinemaRefunds({ refundPolicy, currency }: CinemaDetails): string {
  const { minutes, feeKind, fee } = refundPolicy
  const until =
    minutes === 0 ? 'until the show starts' : `until ${duration(minutes)} before the show starts`
  if (feeKind === 'none') return `You can cancel a booking ${until}, and get everything back.`
  const kept =
    feeKind === 'percent' ? `${fee}% of the price` : `${formatMoney(fee, currency)} of each ticket`
  return `You can cancel a booking ${until}; the cinema keeps ${kept}.`
}

function duration(minutes: number): string {
  const [days, hours] = [minutes / 1440, minutes / 60]
  if (Number.isInteger(days)) return counted(days, 'day')
  return Number.isInteger(hours) ? counted(hours, 'hour') : counted(minutes, 'minute')
}

function counted(count: number, what: string): string {
  return `${count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`
}
