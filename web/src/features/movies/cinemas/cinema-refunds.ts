import { plural, t } from '@lingui/core/macro'
import type { CinemaDetails } from '@/api'
import { formatMoney } from '@/lib/format/money'

/** What a cinema gives back of what is booked there now, before anybody chooses a seat. */
export function cinemaRefunds({ refundPolicy, currency }: CinemaDetails): string {
  const { minutes, feeKind, fee } = refundPolicy
  const time = duration(minutes)
  const until = minutes === 0 ? t`until the show starts` : t`until ${time} before the show starts`
  if (feeKind === 'none') return t`You can cancel a booking ${until}, and get everything back.`
  if (feeKind === 'percent') {
    return t`You can cancel a booking ${until}; the cinema keeps ${fee}% of the price.`
  }
  const amount = formatMoney(fee, currency)
  return t`You can cancel a booking ${until}; the cinema keeps ${amount} of each ticket.`
}

function duration(minutes: number): string {
  const [days, hours] = [minutes / 1440, minutes / 60]
  if (Number.isInteger(days)) return plural(days, { one: '# day', other: '# days' })
  return Number.isInteger(hours)
    ? plural(hours, { one: '# hour', other: '# hours' })
    : plural(minutes, { one: '# minute', other: '# minutes' })
}
